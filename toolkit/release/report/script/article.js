// One document: an article with its quotes and names, or a refused document with its reason.

import {bodyElement, noSpeaker} from "./body.js";
import {details, make, shortened, textTable, written} from "./elements.js";
import {compare} from "./facets.js";

export const TYPES = {PER: "person", ORG: "organisation", LOC: "place", NORP: "nationality, religion, party", EVENT: "event"};

const ELSEWHERE = new Set(["body", "quotes", "entities", "evidence", "removed", "raw", "raw_length", "failures"]);

export function articleElements(row) {
  const quotes = row.quotes ?? [], names = namesOf(row.entities);
  return [
    make("h3", {dir: "auto"}, ...written(row.headline ?? "(no headline)")),
    row.standfirst ? make("p", {class: "standfirst", dir: "auto"}, ...written(row.standfirst)) : null,
    byline(row),
    quotes.length || names.length ? legend(quotes, names) : null,
    row.body ? bodyElement(row) : make("p", {class: "sample"}, "The text of this article is not in the release."),
    row.body_length ? make("p", {class: "sample"}, cutNote(row.body_length, Array.from(row.body).length)) : null,
    quotes.length ? textTable("Who said what", ["speaker", "as printed", "kind", "confidence", "quote"], quotes.map((quote, number) => [
      quote.speaker ? facetButton("speaker", quote.speaker) : noSpeaker(row).replace("speaker ", ""), quote.speaker_text ?? "", quote.kind, quote.confidence.toFixed(2), jumpButton(row, quote, number)])) : null,
    row.entities === null ? make("p", {class: "hint"}, "Names were not looked for in this language.") : null,
    names.length ? textTable("Who and what is named", ["name", "type", "times", "id"],
      names.map(([name, type, times, id]) => [facetButton(type, name), TYPES[type] ?? type, times, id])) : null,
    details("All fields", fieldList(row)),
  ].filter((part) => part);
}

export function rejectionElements(row) {
  return [
    make("p", {class: "badge refused"}, row.reason),
    make("h3", {}, make("bdi", {}, ...written(row.path)), row.record === null ? "" : `, record ${row.record}`),
    make("p", {class: "standfirst"}, ...linked(row.detail)),
    (row.failures ?? []).length ? textTable("Rules that it breaks", ["rule", "where", "value", "what is wrong"],
      row.failures.map((failure) => [failure.rule, failure.path, failure.value ?? "", failure.message])) : null,
    details("All fields", fieldList(row), true),
  ].filter((part) => part);
}

// A sentence whose ids lead to their articles.
function linked(sentence) {
  return sentence.split(/\b([0-9a-f]{24})\b/u).flatMap((part, index) => (index % 2 ? make("a", {href: `#article=${part}`, "data-address": part}, part) : written(part)));
}

// A name that leads to everything with it: the page listens for clicks on elements with data-facet.
export function facetButton(facet, value, text = value) {
  return make("button", {type: "button", class: "jump", "data-facet": facet, "data-value": value}, ...written(text));
}

function byline(row) {
  const parts = [row.date_edtf, row.dateline_place, (row.authors ?? []).join(", ")].filter((part) => part);
  return make("p", {class: "byline"}, row.source ? make("bdi", {}, facetButton("source", row.source)) : null,
    ...parts.map((part) => make("bdi", {}, ...written(String(part)))));
}

function legend(quotes, names) {
  const types = new Set(names.map((name) => name[1])), kinds = new Set(quotes.map((quote) => quote.kind));
  return make("p", {class: "legend"},
    ...[...kinds].sort().map((kind) => make("span", {}, make("mark", {class: kind}, "quote"), ` ${kind}`)),
    ...Object.entries(TYPES).filter(([type]) => types.has(type)).map(([type, meaning]) => make("span", {class: `entity ${type}`}, meaning)));
}

const cutNote = (whole, shown) => `Here are ${shown.toLocaleString("en")} of ${whole.toLocaleString("en")} characters; the others are in the files of the release.`;

function fieldList(row) {
  const flat = [];
  const walk = (name, value) => {
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      Object.entries(value).forEach(([inner, content]) => walk(`${name}.${inner}`, content));
    } else flat.push([name, Array.isArray(value) ? value.map((part) => typeof part === "object" ? JSON.stringify(part) : part).join(", ") : value]);
  };
  Object.entries(row).filter(([name]) => !ELSEWHERE.has(name)).forEach(([name, value]) => walk(name, value));
  const shown = (value) => value === null || value === "" ? make("span", {class: "null"}, "null")
    : /^https?:\/\/[^\s]+$/u.test(value) ? make("a", {href: value, rel: "noopener noreferrer", target: "_blank"}, ...written(value))
      : make("bdi", {}, ...written(String(value)));
  return make("dl", {class: "fields"}, ...flat.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, shown(value))]));
}

function namesOf(entities) {
  const names = new Map();
  for (const entity of entities ?? []) {
    const key = `${entity.type}\n${entity.name}`, known = names.get(key);
    names.set(key, [entity.name, entity.type, (known?.[2] ?? 0) + 1, entity.entity_id ?? known?.[3] ?? ""]);
  }
  return [...names.values()].sort((one, other) => other[2] - one[2] || compare(one[0], other[0]));
}

function jumpButton(row, quote, number) {
  const text = Array.from(row.body).slice(quote.start, quote.end).join("");
  return make("button", {type: "button", class: "jump", onclick: () => showQuote(number)}, ...written(shortened(text, 90)));
}

export function showQuote(number) {
  const marks = document.querySelectorAll(`#article mark[data-quote="${number}"]`);
  marks[0]?.scrollIntoView({block: "center"});
  document.querySelectorAll("mark.now").forEach((mark) => mark.classList.remove("now"));
  marks.forEach((mark) => mark.classList.add("now"));
}
