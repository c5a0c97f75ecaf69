// Groups of near-duplicates, two of their articles side by side with the differences marked.

import {rowOf} from "./blocks.js";
import {differences} from "./differences.js";
import {isolated, make, plural, written} from "./elements.js";
import {articleLink} from "./views.js";

const SHOWN_GROUPS = 100;

export function groupsOf(items) {
  const groups = new Map();
  for (const item of items) if (item.group !== null) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups.values()].filter((group) => group.length > 1).sort((one, other) => other.length - one.length);
}

export function showGroups(panel, items) {
  const groups = groupsOf(items);
  if (!groups.length) {
    panel.replaceChildren(make("p", {class: "sample"}, "No two of these articles are near-duplicates of each other. Exact copies are in the quarantine, with the reason duplicate."));
    return;
  }
  panel.replaceChildren(make("p", {class: "hint"}, plural(groups.length, "group of near-duplicates", "groups of near-duplicates") + (groups.length > SHOWN_GROUPS ? `; the ${SHOWN_GROUPS} largest are listed` : "")),
    ...groups.slice(0, SHOWN_GROUPS).map(groupElement));
}

function groupElement(group) {
  const pair = make("div", {class: "sides"});
  const pick = (label, chosen) => make("select", {"aria-label": label}, ...group.map((item, index) => make("option", {value: index, selected: index === chosen ? "" : null}, `${item.source ?? "no source"}, ${item.date || "no date"}`)));
  const left = pick("Article on the left", 0), right = pick("Article on the right", 1);
  const compareChosen = async () => {
    const [one, other] = await Promise.all([left, right].map((select) => rowOf(group[select.value])));
    pair.replaceChildren(...sides(one, other, group[left.value], group[right.value]));
  };
  left.addEventListener("change", compareChosen);
  right.addEventListener("change", compareChosen);
  return make("details", {class: "group", ontoggle: (event) => { if (event.target.open && !pair.childElementCount) compareChosen(); }},
    make("summary", {}, isolated(group[0].title), ` (${plural(group.length, "article", "articles")})`), make("div", {class: "choice"}, left, right), pair);
}

// Two texts beside each other, with what is only in one of them marked.
export function sides(one, other, leftItem, rightItem, text = (row) => row.body ?? "") {
  const pieces = differences(text(one), text(other));
  const side = (kind, tag) => make("div", {class: "body", dir: "auto"}, ...pieces.filter(([piece]) => piece === "same" || piece === kind)
    .map(([piece, text]) => (piece === "same" ? make("span", {}, ...written(text)) : make(tag, {}, ...written(text)))));
  return [make("div", {}, make("p", {}, articleLink(leftItem)), side("left", "del")), make("div", {}, make("p", {}, articleLink(rightItem)), side("right", "ins"))];
}
