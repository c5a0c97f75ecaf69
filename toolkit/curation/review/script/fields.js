// The fields of an article as inputs; a change is sent when an input is left or Enter is pressed.

import {byId, make} from "./elements.js";

const LABELS = {headline: "Headline", standfirst: "Standfirst", source: "Source", date: "Date", authors: "Authors, separated by ;"};

export function showFields(values, onChange) {
  byId("fields").replaceChildren(...Object.entries(LABELS).map(([name, label]) => {
    const shown = name === "authors" ? values.authors.join("; ") : values[name] ?? "";
    const input = make("input", {type: "text", value: shown, name, dir: "auto", autocomplete: "off"});
    input.addEventListener("change", () => onChange(name, valueOf(name, input.value)));
    return make("label", {class: name === "headline" || name === "standfirst" ? "wide" : null}, label, input);
  }));
}

function valueOf(name, text) {
  if (name === "authors") return text.split(";").map((author) => author.trim()).filter((author) => author);
  return text.trim() || null;
}
