// What can be done with a quote, each by one key or a button.

import {make, written} from "./elements.js";

// Acts by key: each gives what is sent for the quote that is chosen. `next` says that the following quote is chosen then.
export const QUOTE_KEYS = {
  y: {label: "right", act: () => ({op: "right"}), next: true},
  w: {label: "wrong speaker", act: () => ({op: "speaker", speaker: null, mention: null})},
  n: {label: "no quote", act: () => ({op: "no_quote"}), next: true},
  ",": {label: "end: a word back", act: (quote, row) => bounds(quote, quote.start, wordEnd(row.body, quote.end, -1))},
  ".": {label: "end: a word on", act: (quote, row) => bounds(quote, quote.start, wordEnd(row.body, quote.end, 1))},
  "<": {label: "start: a word back", act: (quote, row) => bounds(quote, wordStart(row.body, quote.start, -1), quote.end)},
  ">": {label: "start: a word on", act: (quote, row) => bounds(quote, wordStart(row.body, quote.start, 1), quote.end)},
};

const bounds = (quote, start, end) => ({op: "bounds", span: [start, end]});

// The nearest offset before or behind another at which a word begins, or at which one ends. Quotation marks are no part
// of a word: a quote stands between them.
const wordStart = (body, offset, direction) => wordEdge(body, offset, direction, (before, behind) => !before && behind);
const wordEnd = (body, offset, direction) => wordEdge(body, offset, direction, (before, behind) => before && !behind);

function wordEdge(body, offset, direction, isEdge) {
  const letters = Array.from(body), solid = (index) => /[^\s"“”„«»‹›「」『』]/u.test(letters[index] ?? " ");
  let index = offset + direction;
  while (index > 0 && index < letters.length && !isEdge(solid(index - 1), solid(index))) index += direction;
  return Math.max(0, Math.min(letters.length, index));
}

// Who said it: the first nine by their digit, 0 for nobody.
export function speakerAct(row, digit) {
  const name = digit === 0 ? null : row.names[digit - 1];
  return name === undefined ? null : {op: "speaker", speaker: name, mention: null};
}

export function quoteTools(row, quote, {onKey, onDigit}) {
  const names = row.names.slice(0, 9);
  return [
    make("p", {}, make("strong", {}, quote.speaker ? make("bdi", {}, ...written(quote.speaker)) : "speaker not named"), ` · ${quote.kind} · confidence ${quote.confidence.toFixed(2)}`),
    make("div", {class: "choose"}, ...Object.entries(QUOTE_KEYS).map(([key, {label}]) => make("button", {type: "button", "data-key": key, onclick: () => onKey(key)}, `${label} `, make("kbd", {}, key)))),
    make("div", {class: "choose", role: "group", "aria-label": "Speaker"}, ...names.map((name, index) =>
      make("button", {type: "button", "data-digit": index + 1, onclick: () => onDigit(index + 1)}, make("bdi", {}, ...written(name)), " ", make("kbd", {}, String(index + 1)))),
    make("button", {type: "button", "data-digit": 0, onclick: () => onDigit(0)}, "nobody ", make("kbd", {}, "0"))),
  ];
}
