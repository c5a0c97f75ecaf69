// Facets: which articles are shown, and how many each further choice would leave.

export const UNKNOWN = "not known";

export const FACETS = [
  {name: "source", label: "Source"}, {name: "language", label: "Language"}, {name: "split", label: "Split"},
  {name: "kind", label: "Kind of quote"}, {name: "speaker", label: "Speaker"}, {name: "PER", label: "Person"},
  {name: "ORG", label: "Organisation"}, {name: "LOC", label: "Place"}, {name: "NORP", label: "Nationality, religion, party"},
  {name: "EVENT", label: "Event"}, {name: "words", label: "Words"}, {name: "quotes", label: "Number of quotes"},
  {name: "missing", label: "Missing field"}, {name: "warning", label: "Warning"}, {name: "reason", label: "Reason"},
];

export const REFUSED_FACETS = ["reason"];

// Whether an item passes all facets but one. Choices of one facet are alternatives; facets are joined by "and".
export function passes(item, state, except = null) {
  for (const [name, chosen] of state.facets) {
    if (name !== except && chosen.size && !(item.values[name] ?? []).some((value) => chosen.has(value))) return false;
  }
  if (except === "date") return true;
  if (state.from && !(item.day && item.day.slice(0, state.from.length) >= state.from)) return false;
  if (state.to && !(item.day && item.day.slice(0, state.to.length) <= state.to)) return false;
  return true;
}

// How many items have each value of a facet, most first; chosen values are listed even where nothing has them.
export function counts(items, name, chosen = new Set()) {
  const counted = new Map([...chosen].map((value) => [value, 0]));
  for (const item of items) {
    for (const value of item.values[name] ?? []) counted.set(value, (counted.get(value) ?? 0) + 1);
  }
  return [...counted].sort((one, other) => other[1] - one[1] || compare(one[0], other[0]));
}

// Items per month, or per year where months would be too many, without gaps: [["2023-09", 4], ...].
export function histogram(items, most = 60) {
  const days = items.map((item) => item.day).filter((day) => day.length >= 7);
  if (!days.length) return [];
  const months = days.map((day) => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1);
  const first = months.reduce((one, other) => Math.min(one, other)), last = months.reduce((one, other) => Math.max(one, other));
  const yearly = last - first >= most, step = yearly ? 12 : 1;
  const counted = new Map();
  for (let month = yearly ? first - first % 12 : first; month <= last; month += step) {
    const year = String(Math.floor(month / 12)).padStart(4, "0");
    counted.set(yearly ? year : `${year}-${String(month % 12 + 1).padStart(2, "0")}`, 0);
  }
  for (const day of days) {
    const bin = day.slice(0, yearly ? 4 : 7);
    counted.set(bin, counted.get(bin) + 1);
  }
  return [...counted];
}

// The name of the range that a number is in: bounds [0, 1, 5] give 0, 1-4 and 5+.
export function binLabel(number, bounds) {
  let index = bounds.length - 1;
  while (index > 0 && bounds[index] > number) index--;
  const start = bounds[index], end = bounds[index + 1];
  if (end === undefined) return `${start}+`;
  return end === start + 1 ? String(start) : `${start}-${end - 1}`;
}

export const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
