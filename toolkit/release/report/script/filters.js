// The facets as menus with counts, the histogram of dates, and the choices as chips that can be taken away.

import {byId, make, plain, written} from "./elements.js";
import {counts, FACETS, histogram, passes, REFUSED_FACETS} from "./facets.js";

const SHOWN_CHOICES = 60;

export function facetsOf(view) {
  return FACETS.filter(({name}) => (view === "quarantine") === REFUSED_FACETS.includes(name));
}

// Draw the menus once for a view; what is inside one is drawn when it is opened, and again after every change.
export function showMenus(view, state, candidates, onChange) {
  const bar = byId("facets");
  if (bar.dataset.view !== view) {
    bar.dataset.view = view;
    bar.replaceChildren(...facetsOf(view).map((facet) => menu(facet, onChange)), ...(view === "quarantine" ? [] : [dateMenu(onChange)]));
  }
  bar.querySelectorAll("details").forEach((element) => {
    element.refresh = () => element.draw(state, candidates);
    element.querySelector("summary").classList.toggle("chosen", Boolean(element.dataset.name === "date" ? state.from || state.to : state.facets.get(element.dataset.name)?.size));
    if (element.open) element.refresh();
  });
}

function menu(facet, onChange) {
  const list = make("ul", {class: "choices"}), narrow = make("input", {type: "search", "aria-label": `Narrow ${facet.label}`, placeholder: "Narrow", autocomplete: "off"});
  const element = make("details", {class: "facet", name: "facet", "data-name": facet.name, ontoggle: () => element.open && element.refresh?.()},
    make("summary", {}, facet.label), make("div", {class: "menu"}, narrow, list));
  element.draw = (state, candidates) => {
    const chosen = state.facets.get(facet.name) ?? new Set(), wanted = narrow.value.toLowerCase();
    const all = counts(candidates.filter((item) => passes(item, state, facet.name)), facet.name, chosen);
    const shown = all.filter(([value]) => chosen.has(value) || value.toLowerCase().includes(wanted));
    const focused = list.contains(document.activeElement) ? document.activeElement.value : null;
    narrow.hidden = all.length <= 12;
    list.replaceChildren(...shown.slice(0, SHOWN_CHOICES).map(([value, count]) => choice(facet.name, value, count, chosen.has(value), onChange)),
      shown.length > SHOWN_CHOICES ? make("li", {class: "hint"}, `and ${(shown.length - SHOWN_CHOICES).toLocaleString("en")} more`) : "", shown.length ? "" : make("li", {class: "hint"}, "nothing"));
    if (focused !== null) [...list.querySelectorAll("input")].find((input) => input.value === focused)?.focus();
  };
  narrow.addEventListener("input", () => element.refresh?.());
  return element;
}

function choice(name, value, count, checked, onChange) {
  const input = make("input", {type: "checkbox", value, onchange: (event) => onChange({facet: name, value, chosen: event.target.checked})});
  input.checked = checked;
  return make("li", {}, make("label", {}, input, make("bdi", {}, ...written(value)), make("span", {class: "count"}, count.toLocaleString("en"))));
}

function dateMenu(onChange) {
  const bars = make("div", {class: "histogram", role: "group", "aria-label": "Articles over time"});
  const [from, to] = ["From", "To"].map((label) => make("input", {type: "text", inputmode: "numeric", "aria-label": label, placeholder: "2024-03-05", pattern: "\\d{4}(-\\d{2}){0,2}", size: "10"}));
  const apply = () => { if (from.validity.valid && to.validity.valid) onChange({from: from.value, to: to.value}); };
  [from, to].forEach((input) => input.addEventListener("change", apply));
  const element = make("details", {class: "facet", name: "facet", "data-name": "date", ontoggle: () => element.open && element.refresh?.()},
    make("summary", {}, "Date"), make("div", {class: "menu wide"}, make("p", {class: "hint"}, "Drag over the bars, or choose one."), bars, make("p", {class: "range"}, from, " to ", to)));
  element.draw = (state, candidates) => {
    [from.value, to.value] = [state.from, state.to];
    drawHistogram(bars, histogram(candidates.filter((item) => passes(item, state, "date"))), state, onChange);
  };
  return element;
}

// Bars that are buttons; dragging from one to another chooses the range between them.
export function drawHistogram(container, bins, state, onChange) {
  const most = Math.max(1, ...bins.map(([, count]) => count));
  let first = null;
  const within = (bin) => (!state.from || bin >= state.from.slice(0, bin.length)) && (!state.to || bin <= state.to.slice(0, bin.length));
  const finish = (event) => {
    const last = document.elementFromPoint(event.clientX, event.clientY)?.closest?.("[data-bin]")?.dataset.bin ?? first;
    if (first !== null) onChange(first <= last ? {from: first, to: last} : {from: last, to: first});
    first = null;
  };
  container.replaceChildren(...bins.map(([bin, count]) => {
    const bar = make("button", {type: "button", "data-bin": bin, class: within(bin) ? "within" : "", title: `${bin}: ${count.toLocaleString("en")}`, "aria-label": `${bin}: ${count.toLocaleString("en")}`,
      onpointerdown: (event) => { first = bin; event.target.releasePointerCapture?.(event.pointerId); },
      onclick: (event) => { if (event.detail === 0) onChange({from: bin, to: bin}); }}, make("span", {}));
    bar.firstChild.style.height = `${100 * count / most}%`;
    return bar;
  }));
  container.onpointerup = finish;
}

// What is chosen, each with a button that takes it away.
export function showChips(state, onChange) {
  const chips = [];
  for (const [name, chosen] of state.facets) {
    const label = FACETS.find((facet) => facet.name === name)?.label ?? name;
    for (const value of chosen) chips.push([`${label}: ${plain(value)}`, () => onChange({facet: name, value, chosen: false})]);
  }
  if (state.from || state.to) chips.push([`Date: ${state.from || "…"} to ${state.to || "…"}`, () => onChange({from: "", to: ""})]);
  byId("chips").replaceChildren(...chips.map(([text, remove]) => make("button", {type: "button", class: "chip", onclick: remove, "aria-label": `Take away ${text}`}, text, make("span", {"aria-hidden": "true"}, " ×"))));
}
