// Tables of a view: sorted by a click on a header, a page at a time, exported as they are filtered.

import {byId, make, plural, written} from "./elements.js";
import {toCsv, toJsonLines} from "./export_rows.js";
import {compare} from "./facets.js";

export const PAGE = 50;

// Rows in the order of `sort`: the name of a column, with - before it for the other direction. Nulls come last.
export function sorted(rows, columns, sort) {
  const column = columns.find(({name, value}) => name === sort.replace(/^-/, "") && value);
  if (!column) return rows;
  const direction = sort.startsWith("-") ? -1 : 1;
  const keyed = rows.map((row) => [column.value(row), row]);
  keyed.sort(([one], [other]) => (one === null || other === null ? Number(one === null) - Number(other === null) : direction * compare(one, other)));
  return keyed.map(([, row]) => row);
}

// The element of a page of rows. Columns are {name, label, value(row), cell(row), numeric}; those without `value`
// are not sorted by. `onSort` gets the new order.
export function tableElement(caption, columns, rows, sort, onSort) {
  const head = columns.map((column) => {
    const direction = sort === column.name ? "ascending" : sort === `-${column.name}` ? "descending" : null;
    const arrow = direction === "ascending" ? " ↑" : direction === "descending" ? " ↓" : "";
    const next = sort === column.name ? `-${column.name}` : column.name;
    const label = column.value && onSort ? make("button", {type: "button", class: "sort", "data-sort": column.name, onclick: () => onSort(next)}, `${column.label}${arrow}`) : column.label;
    return make("th", {scope: "col", class: column.numeric ? "number" : null, "aria-sort": direction}, label);
  });
  const body = rows.map((row) => make("tr", {}, ...columns.map((column) => {
    const content = column.cell ? column.cell(row) : column.value(row);
    return make("td", {class: column.numeric ? "number" : null, dir: "auto", "data-label": column.label}, ...(content instanceof Node ? [content] : written(String(content ?? ""))));
  })));
  return make("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": caption}, make("table", {class: "rows"}, make("caption", {}, caption), make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body)));
}

// Show one page of rows in the view's panel. `view` is {caption, columns, rows, prepare}; `prepare` unpacks what the
// cells of some rows need.
export async function showTable(panel, view, state, page, {onSort, onPage}) {
  const rows = sorted(view.rows, view.columns, state.sort);
  const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1), current = Math.min(page, last);
  const shown = rows.slice(current * PAGE, (current + 1) * PAGE);
  await view.prepare?.(shown);
  const range = rows.length ? `${(current * PAGE + 1).toLocaleString("en")}–${(current * PAGE + shown.length).toLocaleString("en")} of ${rows.length.toLocaleString("en")}` : "";
  panel.replaceChildren(tableElement(view.caption, view.columns, shown, state.sort, onSort),
    make("div", {class: "pages", role: "group", "aria-label": "Pages of the table"},
      make("button", {type: "button", class: "previous", "aria-label": "Previous page", disabled: current === 0 ? "" : null, onclick: () => onPage(current - 1)}, "←"),
      make("span", {}, range),
      make("button", {type: "button", class: "next", "aria-label": "Next page", disabled: current === last ? "" : null, onclick: () => onPage(current + 1)}, "→")));
}

// The filtered rows of a view as a file that the browser saves.
export async function exportView(view, form, sort) {
  const rows = sorted(view.rows, view.columns, sort);
  await view.prepare?.(rows);
  const records = view.records && form === "jsonl" ? await view.records(rows) : rows.map((row) => Object.fromEntries(view.columns.map((column) =>
    [column.name, (column.exported ?? column.value)(row)])));
  const content = form === "csv" ? toCsv(view.columns.map((column) => column.name), records) : toJsonLines(records);
  const address = URL.createObjectURL(new Blob([content], {type: form === "csv" ? "text/csv" : "application/x-ndjson"}));
  make("a", {href: address, download: `${view.name}.${form}`}).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  byId("status").textContent = `${plural(rows.length, "row", "rows")} saved as ${view.name}.${form}`;
}
