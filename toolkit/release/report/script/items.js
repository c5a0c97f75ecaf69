// Items: what the index tells of each article and each refused document, before its row is unpacked.

import {binLabel, compare, UNKNOWN} from "./facets.js";
import {fold} from "./fold.js";

// Items of the index, the newest first. `warnings` maps the id of an article to the names of rules.
export function itemsOf(index, warnings) {
  const speakers = index.speakers.map((name) => ({name, folded: fold(name)}));
  const names = index.names.map(([type, name]) => ({type, name, folded: fold(name)}));
  const items = [];
  let block = 1;
  for (const kind of ["articles", "refused"]) {
    const columns = index[kind];
    let row = 0;
    for (const size of columns.blocks) {
      for (let position = 0; position < size; position++, row++) {
        const value = (name) => columns[name]?.[row] ?? null;
        items.push({block, position, ...(kind === "refused" ? refusedItem(value, row) : articleItem(value, index, speakers, names, warnings))});
      }
      block++;
    }
  }
  return items.sort((one, other) => one.refused - other.refused || compare(other.day, one.day) || compare(one.title, other.title));
}

function refusedItem(value, row) {
  const path = value("path") + (value("record") === null ? "" : `, record ${value("record")}`);
  return {
    refused: true, id: value("id"), address: String(row), title: path, source: null, date: "", day: "", language: null, split: null,
    reason: value("reason"), speakers: [], names: [], quotes: [], group: null, words: 0, removed: [],
    values: {reason: [value("reason")]}, folded: {title: fold(path), source: "", text: null},
  };
}

function articleItem(value, index, speakers, names, warnings) {
  const id = value("id"), date = value("date_edtf") ?? "", quotes = [], mentions = value("names") ?? [], flat = value("quotes") ?? [];
  for (let start = 0; start < flat.length; start += 3) {
    quotes.push({speaker: speakers[flat[start]] ?? null, kind: index.kinds[flat[start + 1]], confidence: flat[start + 2] / 100});
  }
  const named = [];
  for (let start = 0; start < mentions.length; start += 2) named.push({...names[mentions[start]], times: mentions[start + 1]});
  const speaking = [...new Set(quotes.map((quote) => quote.speaker).filter((speaker) => speaker))];
  const title = value("headline") ?? "(no headline)", source = value("source");
  const values = {
    source: [source ?? UNKNOWN], language: [value("language") ?? UNKNOWN], split: [value("split")],
    kind: quotes.length ? [...new Set(quotes.map((quote) => quote.kind))] : ["none"],
    speaker: speaking.map((speaker) => speaker.name), words: [binLabel(value("words"), index.word_bounds)],
    quotes: [binLabel(quotes.length, index.quote_bounds)], missing: index.nullable.filter((_, bit) => value("nulls") & (1 << bit)),
    warning: warnings.get(id) ?? [],
  };
  for (const name of named) (values[name.type] ??= []).push(name.name);
  return {
    refused: false, id, address: id, title, source, date, day: /^\d{4}/.test(date) ? date : "", language: value("language"), split: value("split"),
    reason: null, speakers: speaking, names: named, quotes, group: value("group"), supersededBy: value("superseded_by"), words: value("words"), removed: [], values,
    folded: {title: fold(title), source: fold(source ?? ""), text: null},
  };
}
