// Versions of a story: which one an article is, and what changed since the one before it.

import {rowOf} from "./blocks.js";
import {sides} from "./duplicates.js";
import {make} from "./elements.js";
import {articleLink} from "./views.js";

// The version before an article is the one that it supersedes.
export const versionBefore = (items, id) => items.find((item) => !item.refused && item.supersededBy === id) ?? null;

export function versionElements(row, item, items) {
  if ((row.version ?? null) === null) return [];
  const before = versionBefore(items, row.id), next = items.find((other) => !other.refused && other.id === row.superseded_by);
  const line = make("p", {class: "hint"}, `Version ${row.version} of its story`, before ? " after " : "", before ? articleLink(before) : null,
    next ? ", before " : "", next ? articleLink(next) : null, before || row.version === 1 ? "." : "; earlier versions are not in this page.");
  return before ? [line, changesElement(row, item, before)] : [line];
}

const wholeText = (row) => [row.headline, row.standfirst, row.body].filter((part) => part).join("\n\n");

function changesElement(row, item, before) {
  const pair = make("div", {class: "sides"});
  const fill = async () => pair.replaceChildren(...sides(await rowOf(before), row, before, item, wholeText));
  return make("details", {class: "versions", ontoggle: (event) => { if (event.target.open && !pair.childElementCount) fill(); }},
    make("summary", {}, `What changed since version ${row.version - 1}`), pair);
}
