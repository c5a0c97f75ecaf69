// What can be done with a selection or with an entity.

import {make, written} from "./elements.js";

export const SELECTION_KEYS = {
  q: {label: "quote", act: (span) => ({op: "quote", span, kind: "direct"})},
  f: {label: "fragment", act: (span) => ({op: "quote", span, kind: "fragment"})},
  i: {label: "indirect", act: (span) => ({op: "quote", span, kind: "indirect"})},
  p: {label: "person", act: (span, name) => ({op: "entity", span, type: "PER", name})},
  o: {label: "organisation", act: (span, name) => ({op: "entity", span, type: "ORG", name})},
  l: {label: "place", act: (span, name) => ({op: "entity", span, type: "LOC", name})},
  g: {label: "nationality, religion, party", act: (span, name) => ({op: "entity", span, type: "NORP", name})},
  v: {label: "event", act: (span, name) => ({op: "entity", span, type: "EVENT", name})},
  "[": {label: "body begins here", act: (span, name, row) => ({op: "body", span: [span[0], row.bounds[1]], before: row.before, after: row.after})},
  "]": {label: "body ends here", act: (span, name, row) => ({op: "body", span: [row.bounds[0], span[1]], before: row.before, after: row.after})},
};

export function selectionTools(text, {onKey}) {
  return [make("p", {}, "Selected: ", make("bdi", {}, ...written(text))), make("div", {class: "choose"},
    ...Object.entries(SELECTION_KEYS).map(([key, {label}]) => make("button", {type: "button", "data-key": key, onclick: () => onKey(key)}, `${label} `, make("kbd", {}, key))),
    make("button", {type: "button", "data-key": "m", onclick: () => onKey("m")}, "speaker of the quote ", make("kbd", {}, "m")),
    make("button", {type: "button", "data-key": "b", onclick: () => onKey("b")}, "the quote reaches so far ", make("kbd", {}, "b")))];
}

export function rawTools({onRaw}) {
  return [make("p", {}, "Selected in the raw document:"), make("div", {class: "choose"},
    make("button", {type: "button", onclick: () => onRaw("before")}, "belongs before the body"), make("button", {type: "button", onclick: () => onRaw("after")}, "belongs after the body"))];
}

export function entityTools(entity, text, {onKey, onName, onRemove}) {
  const name = make("input", {type: "text", value: entity.name ?? text, "aria-label": "Name", onchange: (event) => onName(event.target.value.trim())});
  return [make("p", {}, make("strong", {}, make("bdi", {}, ...written(text))), ` · ${entity.type}`), make("p", {}, "Name ", name), make("div", {class: "choose"},
    ...Object.entries(SELECTION_KEYS).filter(([key]) => "polgv".includes(key)).map(([key, {label}]) => make("button", {type: "button", "data-key": key, onclick: () => onKey(key)}, `${label} `, make("kbd", {}, key))),
    make("button", {type: "button", onclick: onRemove}, "no name ", make("kbd", {}, "n")))];
}
