// Rows as CSV and JSON Lines.

// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
function cell(value) {
  if (value === null || value === undefined) return "";
  const text = typeof value === "number" ? String(value) : guarded(String(Array.isArray(value) ? value.join("; ") : value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const guarded = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

export function toCsv(names, rows) {
  return [names, ...rows.map((row) => names.map((name) => row[name]))].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

export function toJsonLines(rows) {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
