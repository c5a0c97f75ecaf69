// Start here: the queue, the article that is open, the quote or entity that is chosen, and what keys do with them.

import {bodyElement} from "./body.js";
import {byId, make, plural, written} from "./elements.js";
import {entityTools, rawTools, SELECTION_KEYS, selectionTools} from "./entity_actions.js";
import {showFields} from "./fields.js";
import {QUOTE_KEYS, quoteTools, speakerAct} from "./quote_actions.js";
import {rawElements} from "./raw.js";
import {request} from "./requests.js";
import {rangeOf, selectedRawText, selectedSpan} from "./selection.js";

let queue = [], row = null, quote = null, entity = null, span = null, rawText = null, waiting = Promise.resolve();

// Acts are sent one after the other, so that each meets what the one before it left.
function inTurn(action) {
  waiting = waiting.then(action, action);
  return waiting;
}

async function send(act, then = () => {}) {
  const changed = await request(`act/${row.id}`, act);
  if (!changed) return;
  row = {...row, ...changed};
  then();
  showArticle();
}

function actOnQuote(act, next = false) {
  const {start, end} = quote;
  const index = row.quotes.findIndex((candidate) => candidate.start === start);
  return send({...act, quote: [start, end]}, () => {
    if (next) chooseQuote(act.op === "no_quote" ? index : index + 1);
    else chooseQuote(row.quotes.findIndex((candidate) => candidate.start === (act.span?.[0] ?? start)));
  });
}

function chooseQuote(index) {
  quote = row.quotes[Math.max(0, Math.min(row.quotes.length - 1, index))] ?? null;
  entity = span = rawText = null;
}

function showArticle() {
  showFields(row.values, (field, value) => inTurn(() => send({op: "set", field, value})));
  byId("text").replaceChildren(row.before ? make("p", {class: "added"}, ...written(row.before)) : "", bodyElement(row), row.after ? make("p", {class: "added"}, ...written(row.after)) : "");
  row.quotes.forEach((candidate, number) => document.querySelectorAll(`#text mark[data-quote="${number}"]`).forEach((mark) => {
    mark.classList.toggle("judged", candidate.judged);
    mark.classList.toggle("now", candidate === quote);
  }));
  if (entity) document.querySelectorAll(`#text .entity[data-entity="${row.entities.indexOf(entity)}"]`).forEach((mark) => mark.classList.add("now"));
  const [start, end] = row.bounds, length = Array.from(row.body).length;
  CSS.highlights.set("outside", new Highlight(...(start > 0 ? [rangeOf(0, start)] : []), ...(end < length ? [rangeOf(end, length)] : [])));
  document.querySelector("#text mark.now")?.scrollIntoView({block: "nearest"});
  showTools();
  showProgress();
}

function showTools() {
  const textOf = ([start, end]) => Array.from(row.body).slice(start, end).join("");
  const tools = rawText !== null ? rawTools({onRaw: addRaw}) : span ? selectionTools(textOf(span), {onKey: press})
    : entity ? entityTools(entity, textOf([entity.start, entity.end]), {onKey: press, onName: rename, onRemove: () => press("n")})
      : quote ? quoteTools(row, quote, {onKey: press, onDigit: (digit) => press(String(digit))}) : [make("p", {}, "This article has no quotes. Select text to mark one.")];
  byId("tools").replaceChildren(...tools);
}

function showProgress() {
  const done = queue.filter((item) => item.done).length, left = row.quotes.filter((candidate) => !candidate.judged).length;
  byId("progress").textContent = `${done} of ${plural(queue.length, "article", "articles")} done · ${plural(left, "quote", "quotes")} of this one to look at`;
  document.querySelectorAll("#list a").forEach((link) => {
    const item = queue.find((candidate) => candidate.id === link.dataset.article);
    link.parentElement.classList.toggle("done", item.done);
    if (item.id === row.id) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  });
}

async function open(id) {
  const article = await request(`article/${id}`);
  if (!article) return;
  row = article;
  const first = row.quotes.findIndex((candidate) => !candidate.judged);
  chooseQuote(first < 0 ? 0 : first);
  byId("raw").replaceChildren(...rawElements(row, false));
  byId("article").scrollTop = byId("raw").scrollTop = 0;
  byId("reason").value = "";
  showArticle();
}

const step = (by) => open(queue[Math.max(0, Math.min(queue.length - 1, queue.findIndex((item) => item.id === row.id) + by))].id);

async function decide(act) {
  const before = row.id;
  await send(act, () => { queue.find((item) => item.id === before).done = true; });
  if (row.verdict && row.id === before) await step(1);
}

async function undo() {
  const changed = await request("undo", {});
  if (!changed?.id) return;
  queue.filter((item) => item.id === changed.id).forEach((item) => { item.done = changed.verdict !== null; });
  if (row.id !== changed.id) return open(changed.id);
  const start = quote?.start;
  row = {...row, ...changed};
  chooseQuote(Math.max(0, row.quotes.findIndex((candidate) => candidate.start === start)));
  showArticle();
}

const rename = (name) => inTurn(() => send({op: "entity", span: [entity.start, entity.end], type: entity.type, name: name || null}, () => chooseEntity(entity.start)));

function chooseEntity(start) {
  entity = row.entities?.find((candidate) => candidate.start === start) ?? null;
}

function addRaw(side) {
  const text = rawText;
  return inTurn(() => send({op: "body", span: row.bounds, before: side === "before" ? text : row.before, after: side === "after" ? text : row.after}, () => { rawText = null; }));
}

function pressOnSelection(key) {
  const chosen = span;
  if (key === "m" && quote) return actOnQuote({op: "speaker", speaker: quote.speaker ?? Array.from(row.body).slice(...chosen).join(""), mention: chosen});
  if (key === "b" && quote) return actOnQuote({op: "bounds", span: chosen});
  if (!(key in SELECTION_KEYS)) return null;
  const act = SELECTION_KEYS[key].act(chosen, null, row);
  return send(act, () => {
    getSelection().empty();
    span = null;
    if (act.op === "quote") chooseQuote(row.quotes.findIndex((candidate) => candidate.start === chosen[0]));
  });
}

function pressOnEntity(key) {
  const {start, end, name} = entity;
  if (key === "n") return send({op: "no_entity", span: [start, end]}, () => { entity = null; });
  return "polgv".includes(key) ? send(SELECTION_KEYS[key].act([start, end], name), () => chooseEntity(start)) : null;
}

// What a key does: first with the selection, then with the entity, else with the quote.
function press(key) {
  return inTurn(() => {
    if (key === "j" || key === "k") {
      chooseQuote(row.quotes.indexOf(quote) + (key === "j" ? 1 : -1));
      return showArticle();
    }
    if (key === "J" || key === "K") return step(key === "J" ? 1 : -1);
    if (key === "a") return decide({op: "accept"});
    if (key === "x") return decide({op: "reject", reason: byId("reason").value.trim()});
    if (key === "u") return undo();
    if (span) return pressOnSelection(key);
    if (entity) return pressOnEntity(key);
    if (!quote) return null;
    if (/^\d$/.test(key)) return speakerAct(row, Number(key)) && actOnQuote(speakerAct(row, Number(key)), true);
    return QUOTE_KEYS[key] ? actOnQuote(QUOTE_KEYS[key].act(quote, row), QUOTE_KEYS[key].next) : null;
  });
}

function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === " ") return;
    if (byId("help").open) return;
    event.preventDefault();
    if (event.key === "?") byId("help").showModal();
    else press(event.key);
  });
  document.addEventListener("selectionchange", () => {
    if (!row || document.activeElement.matches("input")) return;
    [span, rawText] = [selectedSpan(), null];
    if (!span && getSelection().anchorNode && byId("raw").contains(getSelection().anchorNode)) rawText = selectedRawText();
    showTools();
  });
  byId("text").addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) return;
    const mark = event.target.closest("mark[data-quote]"), name = event.target.closest("[data-entity]");
    if (mark) chooseQuote(Number(mark.dataset.quote));
    if (name && !mark) entity = row.entities[Number(name.dataset.entity)];
    if (mark || name) showArticle();
  });
  byId("help-button").addEventListener("click", () => byId("help").showModal());
  byId("undo").addEventListener("click", () => press("u"));
  byId("accept").addEventListener("click", () => press("a"));
  byId("reject").addEventListener("click", () => press("x"));
  byId("fields").addEventListener("submit", (event) => event.preventDefault());
  byId("list").addEventListener("click", (event) => {
    event.preventDefault();
    const link = event.target.closest("a");
    if (link) inTurn(() => open(link.dataset.article));
  });
}

async function start() {
  const listed = await request("queue");
  if (!listed) return;
  queue = listed.articles;
  byId("list").replaceChildren(...queue.map((item) => make("li", {}, make("a", {href: "#", "data-article": item.id},
    make("span", {class: "title", dir: "auto"}, ...written(item.title)), make("span", {class: "facts"}, make("bdi", {}, ...written(item.source ?? "source not known")), item.confidence.toFixed(2))))));
  listen();
  if (queue.length) await open((queue.find((item) => !item.done) ?? queue[0]).id);
  else byId("progress").textContent = "There is nothing to review in this order.";
  document.documentElement.dataset.ready = "true";
}

start();
