// Elements: everything that comes from an article becomes a text node or an attribute, never markup.

export const byId = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/u;

// Characters that would turn the reading direction stand alone, inside an element that they cannot reach out of.
export function written(text) {
  if (!HIDDEN.test(text)) return [text];
  return text.split(new RegExp(`(${HIDDEN.source})`, "u")).filter((part) => part).map((part) => {
    if (!HIDDEN.test(part)) return part;
    const code = `U+${part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    return make("span", {class: "control", "data-code": code, title: `the character ${code}`}, part);
  });
}

export const plain = (text) => text.replace(new RegExp(HIDDEN.source, "gu"), " ");

export const isolated = (text) => make("bdi", {}, ...written(String(text)));

export const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export const shortened = (text, length) => (text.length > length ? `${Array.from(text).slice(0, length).join("")}…` : text);

export function textTable(caption, header, rows) {
  return make("div", {class: "scroll"}, make("table", {}, make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...header.map((name) => make("th", {scope: "col"}, name)))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell) =>
      make("td", {dir: "auto"}, ...(cell instanceof Node ? [cell] : written(String(cell))))))))));
}

export function details(summary, content, open = false) {
  return make("details", {open: open ? "" : null}, make("summary", {}, summary), content);
}
