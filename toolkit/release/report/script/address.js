// The address: what is shown stands after the #, so that a copied address shows the same.

export const VIEWS = ["articles", "quotes", "names", "sources", "duplicates", "removed", "quarantine"];

export function emptyState() {
  return {view: "articles", article: null, query: "", from: "", to: "", sort: "", facets: new Map()};
}

// The state that an address holds; null where it names a section of the page instead. Unknown keys are left out.
export function readAddress(hash, facetNames) {
  const text = hash.replace(/^#/, "");
  const older = /^(article|refused)-(\S+)$/.exec(text);
  if (older) return {...emptyState(), view: older[1] === "refused" ? "quarantine" : "articles", article: older[2]};
  if (!text.includes("=")) return null;
  const state = emptyState();
  for (const [key, value] of new URLSearchParams(text)) {
    if (key === "view" && VIEWS.includes(value)) state.view = value;
    else if (key === "article") state.article = value;
    else if (key === "q") state.query = value;
    else if ((key === "from" || key === "to") && /^\d{4}(-\d{2}){0,2}$/.test(value)) state[key] = value;
    else if (key === "sort" && /^-?\w+$/.test(value)) state.sort = value;
    else if (facetNames.includes(key)) state.facets.set(key, (state.facets.get(key) ?? new Set()).add(value));
  }
  return state;
}

export function writeAddress(state) {
  const parts = new URLSearchParams();
  if (state.view !== "articles") parts.set("view", state.view);
  if (state.query) parts.set("q", state.query);
  for (const [name, chosen] of state.facets) for (const value of chosen) parts.append(name, value);
  for (const key of ["from", "to", "sort"]) if (state[key]) parts.set(key, state[key]);
  if (state.article) parts.set("article", state.article);
  return parts.toString() ? `#${parts}` : "#view=articles";
}
