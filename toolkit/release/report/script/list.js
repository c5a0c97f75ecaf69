// The list of documents that were found, a page at a time.

import {byId, isolated, make, plural, written} from "./elements.js";
import {PAGE} from "./tables.js";

// Show the page of the list with the number given; returns the number that there really is.
export function showList(items, page, selected) {
  const last = Math.max(0, Math.ceil(items.length / PAGE) - 1), current = Math.min(page, last), first = current * PAGE;
  const shown = items.slice(first, first + PAGE);
  byId("list").setAttribute("start", first + 1);
  byId("list").replaceChildren(...shown.map((item) => entry(item, item === selected)));
  byId("page").textContent = items.length ? `${(first + 1).toLocaleString("en")}–${(first + shown.length).toLocaleString("en")}` : "";
  byId("back").disabled = current === 0;
  byId("next").disabled = current === last;
  return current;
}

function entry(item, current) {
  const facts = item.refused
    ? [make("span", {class: "badge refused"}, item.reason)]
    : [isolated(item.source ?? "source not known"), make("span", {}, item.date || "no date"),
      item.quotes.length ? make("span", {class: "badge"}, plural(item.quotes.length, "quote", "quotes")) : null];
  return make("li", {}, make("a", {href: `#${item.refused ? "view=quarantine&" : ""}article=${encodeURIComponent(item.address)}`, "data-address": item.address, "data-refused": item.refused ? "" : null, "aria-current": current ? "true" : null},
    make("span", {class: "title", dir: "auto"}, ...written(item.title)), make("span", {class: "facts"}, ...facts)));
}

export function markCurrent(item) {
  document.querySelectorAll("#list a").forEach((link) => {
    if (link.dataset.address === item?.address) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}
