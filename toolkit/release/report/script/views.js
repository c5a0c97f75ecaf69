// The tables: quotes, names, sources over time, removed lines. Each is {name, caption, columns, rows, prepare}.

import {facetButton, TYPES} from "./article.js";
import {rowOf} from "./blocks.js";
import {isolated, make, shortened, written} from "./elements.js";
import {compare, histogram, UNKNOWN} from "./facets.js";

const CONTEXT = 60;

export function articleLink(item, text = item.title, quote = null) {
  return make("a", {href: `#article=${encodeURIComponent(item.address)}`, class: "open-article", "data-address": item.address, "data-quote-number": quote}, ...written(shortened(text, 120)));
}

// Who said what. Chosen kinds and speakers hold for the quotes, too, not only for their articles.
export function quotesView(items, state) {
  const kinds = state.facets.get("kind"), speakers = state.facets.get("speaker");
  const rows = items.flatMap((item) => item.quotes.map((quote, number) => ({item, number, ...quote, text: "", before: "", after: ""})))
    .filter((row) => (!kinds?.size || kinds.has(row.kind)) && (!speakers?.size || speakers.has(row.speaker?.name)));
  return {
    name: "quotes", caption: "Who said what", rows,
    prepare: async (shown) => {
      for (const row of shown) if (!row.text) fill(row, await rowOf(row.item));
    },
    columns: [
      {name: "speaker", label: "speaker", value: (row) => row.speaker?.name ?? null, cell: (row) => (row.speaker ? facetButton("speaker", row.speaker.name) : "not named")},
      {name: "quote", label: "quote with its context", exported: (row) => row.text, cell: quoteCell},
      {name: "kind", label: "kind", value: (row) => row.kind},
      {name: "confidence", label: "confidence", numeric: true, value: (row) => row.confidence, cell: (row) => row.confidence.toFixed(2)},
      {name: "date", label: "date", value: (row) => row.item.date || null},
      {name: "source", label: "source", value: (row) => row.item.source, cell: (row) => (row.item.source ? facetButton("source", row.item.source) : UNKNOWN)},
      {name: "article", label: "article", value: (row) => row.item.title, exported: (row) => row.item.id, cell: (row) => articleLink(row.item, row.item.title, row.number)},
    ],
  };
}

function fill(row, article) {
  const quote = article.quotes[row.number];
  if (!quote) return;
  const body = Array.from(article.body);
  row.text = body.slice(quote.start, quote.end).join("");
  row.before = body.slice(Math.max(0, quote.start - CONTEXT), quote.start).join("");
  row.after = body.slice(quote.end, quote.end + CONTEXT).join("");
}

function quoteCell(row) {
  return make("p", {class: "context", dir: "auto"}, make("span", {class: "around"}, ...written(row.before)), make("mark", {class: row.kind}, ...written(shortened(row.text, 500))),
    make("span", {class: "around"}, ...written(row.after)));
}

export function namesView(items) {
  const names = new Map();
  for (const item of items) {
    for (const name of item.names) {
      const key = `${name.type}\n${name.name}`, known = names.get(key) ?? {name: name.name, type: name.type, mentions: 0, articles: 0, quotes: 0, first: item};
      known.mentions += name.times;
      known.articles++;
      names.set(key, known);
    }
    for (const {speaker} of item.quotes) {
      const known = speaker && names.get(`PER\n${speaker.name}`);
      if (known) known.quotes++;
    }
  }
  const rows = [...names.values()].sort((one, other) => other.articles - one.articles || other.mentions - one.mentions || compare(one.name, other.name));
  return {
    name: "names", caption: "Who and what is named; a name shows its articles", rows,
    columns: [
      {name: "name", label: "name", value: (row) => row.name, cell: (row) => facetButton(row.type, row.name)},
      {name: "type", label: "type", value: (row) => row.type, cell: (row) => TYPES[row.type] ?? row.type},
      {name: "articles", label: "articles", numeric: true, value: (row) => row.articles},
      {name: "mentions", label: "mentions", numeric: true, value: (row) => row.mentions},
      {name: "quotes", label: "quotes", numeric: true, value: (row) => row.quotes},
    ],
  };
}

// Articles of each source per month or year.
export function sourcesView(items) {
  const bins = histogram(items, 24).map(([bin]) => bin), width = bins[0]?.length ?? 0;
  const sources = new Map();
  for (const item of items) {
    const name = item.source ?? UNKNOWN, row = sources.get(name) ?? {source: name, articles: 0, undated: 0, bins: new Map()};
    const bin = item.day.length >= 7 ? item.day.slice(0, width) : null;
    row.articles++;
    if (bin) row.bins.set(bin, (row.bins.get(bin) ?? 0) + 1); else row.undated++;
    sources.set(name, row);
  }
  const rows = [...sources.values()].sort((one, other) => other.articles - one.articles || compare(one.source, other.source));
  const most = Math.max(1, ...rows.flatMap((row) => [...row.bins.values()]));
  const cell = (bin) => (row) => (row.bins.get(bin) ? make("button", {type: "button", class: `heat heat-${Math.ceil(4 * row.bins.get(bin) / most)}`, "data-facet": "source", "data-value": row.source, "data-bin": bin}, String(row.bins.get(bin))) : "");
  return {
    name: "sources", caption: "Articles of each source over time", rows,
    columns: [
      {name: "source", label: "source", value: (row) => row.source, cell: (row) => facetButton("source", row.source)},
      {name: "articles", label: "articles", numeric: true, value: (row) => row.articles},
      {name: "undated", label: "no month", numeric: true, value: (row) => row.undated},
      ...bins.map((bin) => ({name: `in_${bin.replace("-", "_")}`, label: bin, numeric: true, value: (row) => row.bins.get(bin) ?? 0, cell: cell(bin)})),
    ],
  };
}

export function removedView(items) {
  const rows = items.flatMap((item) => item.removed.map((span) => ({item, ...span})));
  return {
    name: "removed", caption: "What was removed from the raw documents", rows,
    columns: [
      {name: "reason", label: "reason", value: (row) => row.reason},
      {name: "text", label: "text", value: (row) => row.text, cell: (row) => (row.text === null ? make("span", {class: "null"}, "not in this page") : isolated(row.text))},
      {name: "characters", label: "characters", numeric: true, value: (row) => row.end - row.start},
      {name: "start", label: "offset", numeric: true, value: (row) => row.start},
      {name: "article", label: "article", value: (row) => row.item.title, exported: (row) => row.item.id, cell: (row) => articleLink(row.item)},
    ],
  };
}

// What the list of articles and of refused documents is saved as; JSON Lines hold the whole rows.
export function listView(items, refused) {
  const columns = refused
    ? [["id", (item) => item.id], ["document", (item) => item.title], ["reason", (item) => item.reason]]
    : [["id", (item) => item.id], ["split", (item) => item.split], ["source", (item) => item.source], ["date", (item) => item.date || null],
      ["language", (item) => item.language], ["headline", (item) => item.title], ["words", (item) => item.words], ["quotes", (item) => item.quotes.length],
      ["speakers", (item) => item.speakers.map((speaker) => speaker.name)]];
  return {
    name: refused ? "quarantine" : "articles", caption: "", rows: items,
    columns: columns.map(([name, value]) => ({name, label: name, value})),
    records: async (rows) => (await Promise.all(rows.map(rowOf))).map(({raw, raw_length, ...row}) => row),
  };
}
