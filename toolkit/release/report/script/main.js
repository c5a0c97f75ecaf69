// Start here: the state of the page, what changes it, and what is drawn after a change.

import {emptyState, readAddress, VIEWS, writeAddress} from "./address.js";
import {articleElements, rejectionElements, showQuote} from "./article.js";
import {rowOf, unpack} from "./blocks.js";
import {showGroups} from "./duplicates.js";
import {byId, make, plural} from "./elements.js";
import {FACETS, passes} from "./facets.js";
import {showChips, showMenus} from "./filters.js";
import {itemsOf} from "./items.js";
import {listenToKeys} from "./keyboard.js";
import {markCurrent, showList} from "./list.js";
import {firstMark, mark} from "./marks.js";
import {markedTexts, parseQuery} from "./query.js";
import {rawElements} from "./raw.js";
import {matching, readAll} from "./search.js";
import {exportView, PAGE, showTable} from "./tables.js";
import {versionElements} from "./versions.js";
import {listView, namesView, quotesView, removedView, sourcesView} from "./views.js";

const NAMES = FACETS.map((facet) => facet.name);
const TABLES = {quotes: quotesView, names: namesView, sources: sourcesView, removed: removedView};
const LISTS = ["articles", "quarantine"];
let items = [], hits = [], page = 0, selected = null, turn = 0, loaded = 0, state = emptyState();

const inView = () => items.filter((item) => item.refused === (state.view === "quarantine"));
const find = (address, refused) => items.find((item) => item.refused === refused && item.address === address);

// Search and filter again, and draw the view; a newer call ends an older one.
async function refresh({select = false} = {}) {
  const current = ++turn, terms = parseQuery(state.query), candidates = inView(), begun = performance.now();
  page = 0;
  byId("query").value = state.query === byId("query").value.trim() ? byId("query").value : state.query;
  byId("tabs").querySelectorAll("a").forEach((link) => {
    if (link.dataset.view === state.view) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  });
  showChips(state, change);
  for await (const {hits: matched, share} of matching(candidates, terms)) {
    if (current !== turn) return;
    const found = terms.length ? candidates.filter((item) => matched.has(item)) : candidates;
    hits = found.filter((item) => passes(item, state));
    showMenus(state.view, state, found, change);
    await draw(share, candidates.length, select && share === 1);
    if (share === 1) performance.measure("search", {start: begun});
  }
}

async function draw(share, total, select) {
  const list = LISTS.includes(state.view);
  byId("desk").hidden = !list || !hits.length;
  byId("panel").hidden = list || !hits.length;
  byId("nothing").hidden = hits.length > 0 || share < 1;
  const searching = share < 1 ? `, searching the texts: ${Math.floor(100 * share)} %` : "";
  byId("status").textContent = `${plural(hits.length, "document", "documents")} of ${total.toLocaleString("en")}${searching}`;
  if (list) {
    if (select && hits.length && (state.query || !hits.includes(selected))) await open(hits[0], {replace: true, reveal: Boolean(state.query)});
    page = showList(hits, hits.includes(selected) ? Math.floor(hits.indexOf(selected) / PAGE) : page, selected);
    markText();
  } else if (state.view === "duplicates") showGroups(byId("panel"), hits);
  else await drawTable();
}

async function drawTable() {
  const waiting = state.view === "removed" && loaded < 1;
  await showTable(byId("panel"), TABLES[state.view](hits, state), state, page, {
    onSort: (sort) => change({sort}), onPage: (next) => { page = next; drawTable(); byId("panel").scrollIntoView({block: "start"}); },
  });
  if (waiting) byId("panel").prepend(make("p", {class: "hint"}, `The texts are still being read: ${Math.floor(100 * loaded)} %.`));
  mark([byId("panel")], markedTexts(parseQuery(state.query)));
}

const markText = () => mark([byId("article"), byId("raw")], markedTexts(parseQuery(state.query)));

// Change the state, write it into the address, and draw again.
function change({facet, value, chosen, replace = false, ...rest}) {
  if (rest.view && rest.view !== state.view) {
    state.sort = "";
    if ((rest.view === "quarantine") !== (state.view === "quarantine")) Object.assign(state, {article: null, facets: new Map()});
  }
  if (facet) {
    const values = new Set(state.facets.get(facet));
    if (chosen) values.add(value); else values.delete(value);
    state.facets.set(facet, values);
    if (!values.size) state.facets.delete(facet);
  }
  Object.assign(state, rest);
  remember(replace);
  return refresh({select: true});
}

function remember(replace) {
  const address = writeAddress(state);
  if (address !== location.hash) history[replace ? "replaceState" : "pushState"](null, "", address);
}

// Show one document in full.
async function open(item, {replace = false, focus = false, reveal = false, quote = null} = {}) {
  selected = item;
  state.article = item.address;
  remember(replace);
  markCurrent(item);
  const row = await rowOf(item);
  if (selected !== item) return;
  byId("article").replaceChildren(...(item.refused ? rejectionElements(row) : [...articleElements(row), ...versionElements(row, item, items)]));
  byId("raw").replaceChildren(...rawElements(row, item.refused));
  byId("article").scrollTop = byId("raw").scrollTop = 0;
  markText();
  if (quote !== null) showQuote(quote);
  else if (reveal) [byId("article"), byId("raw")].forEach(scrollToMark);
  if (focus) {
    byId("article").focus({preventScroll: true});
    if (byId("article").getBoundingClientRect().top > innerHeight * 0.6) byId("article").scrollIntoView({block: "start"});
  }
}

// Scroll a column to its first marked word, without moving the page itself.
function scrollToMark(column) {
  const range = firstMark(column);
  if (range) column.scrollTop += range.getBoundingClientRect().top - column.getBoundingClientRect().top - column.clientHeight / 3;
}

async function step(by) {
  const index = hits.indexOf(selected), next = hits[index < 0 ? 0 : Math.min(hits.length - 1, Math.max(0, index + by))];
  if (!next || !LISTS.includes(state.view)) return;
  await open(next, {replace: true});
  page = showList(hits, Math.floor(hits.indexOf(next) / PAGE), next);
  document.querySelector("#list a[aria-current]")?.scrollIntoView({block: "nearest"});
}

// Follow the address, after Back and Forward or a link of the page.
async function follow(event) {
  const address = readAddress(location.hash, NAMES);
  if (!address) return;
  const only = event && /^#(view=quarantine&)?article=[^&]*$/.test(location.hash);
  const refused = address.view === "quarantine", item = find(address.article, refused);
  if (only && item && LISTS.includes(state.view) && hits.includes(item)) {
    await open(item, {replace: true, focus: true});
    return;
  }
  state = address;
  if (item && LISTS.includes(state.view)) selected = item;
  await refresh({select: !item});
  if (item) await open(item, {replace: true, focus: Boolean(event)});
  if (event && !byId("reader").contains(document.activeElement)) byId("reader").scrollIntoView({block: "start"});
}

function clicked(event) {
  const facet = event.target.closest("[data-facet]"), link = event.target.closest("a[data-address]"), tab = event.target.closest("#tabs a");
  if (facet) {
    const {facet: name, value, bin} = facet.dataset;
    const view = name === "reason" ? "quarantine" : LISTS.includes(state.view) || name !== "speaker" ? "articles" : state.view;
    if (name === "date") change({from: value, to: value, view: "articles"});
    else change({facet: name, value, chosen: true, view, ...(bin ? {from: bin, to: bin} : {})});
    if (!byId("reader").contains(facet)) byId("reader").scrollIntoView({block: "start"});
  } else if (link) {
    event.preventDefault();
    const item = find(link.dataset.address, link.dataset.refused !== undefined), quote = link.dataset.quoteNumber ?? null;
    const view = item?.refused ? "quarantine" : "articles";
    if (item && state.view !== view) change({view}).then(() => openAgain(item, quote));
    else if (item) open(item, {focus: true, quote});
    if (!byId("reader").contains(link)) byId("reader").scrollIntoView({block: "start"});
  } else if (tab) {
    event.preventDefault();
    change({view: tab.dataset.view});
  }
}

async function openAgain(item, quote) {
  await open(item, {replace: true, focus: true, quote});
  page = showList(hits, Math.floor(Math.max(0, hits.indexOf(item)) / PAGE), item);
}

function save(form) {
  const list = LISTS.includes(state.view) || state.view === "duplicates";
  exportView(list ? listView(hits, state.view === "quarantine") : TABLES[state.view](hits, state), form, state.sort);
}

function listen() {
  let waiting = 0;
  byId("query").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({query: byId("query").value.trim(), replace: true}), 80);
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  const clear = () => { byId("query").value = ""; change({query: "", from: "", to: "", facets: new Map()}); };
  byId("clear").addEventListener("click", clear);
  byId("clear-all").addEventListener("click", clear);
  byId("csv").addEventListener("click", () => save("csv"));
  byId("jsonl").addEventListener("click", () => save("jsonl"));
  byId("help-button").addEventListener("click", () => byId("help").showModal());
  byId("back").addEventListener("click", () => { page = showList(hits, page - 1, selected); byId("list").scrollTop = 0; });
  byId("next").addEventListener("click", () => { page = showList(hits, page + 1, selected); byId("list").scrollTop = 0; });
  document.addEventListener("click", clicked);
  addEventListener("popstate", follow);
  listenToKeys({step});
}

// Rules and their articles, as the table of warnings names them.
function warningsOf(root) {
  const warnings = new Map();
  root.querySelectorAll("a[data-rule]").forEach(({dataset: {rule, article}}) => warnings.set(article, [...(warnings.get(article) ?? []), rule]));
  return warnings;
}

async function start() {
  items = itemsOf(await unpack(0), warningsOf(document));
  listen();
  document.querySelectorAll(".needs-script").forEach((element) => { element.hidden = false; });
  byId("tabs").querySelectorAll("a").forEach((link) => { link.hidden = !VIEWS.includes(link.dataset.view); });
  if (!items.some((item) => !item.refused) && items.length) state.view = "quarantine";
  if (readAddress(location.hash, NAMES)) await follow(null);
  else {
    const address = location.hash;
    await refresh({select: true});
    if (address) history.replaceState(null, "", address);
  }
  performance.mark("open");
  document.documentElement.dataset.ready = "true";
  await readAll(items, (share) => { loaded = share; });
  document.documentElement.dataset.loaded = "true";
  if (state.view === "removed") drawTable();
}

start();
