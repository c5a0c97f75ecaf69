// The search line: words, "phrases", words to leave out (-word), and fields such as speaker:, source: and before:.

import {fold} from "./fold.js";

const FIELDS = {
  speaker: "speaker", said: "speaker", source: "source", outlet: "source", before: "before", until: "before", after: "after", since: "after",
  name: "name", language: "language", lang: "language", headline: "headline", id: "id", reason: "reason",
};
const TERM = /(-?)(?:(\p{L}+):)?(?:"([^"]*)(?:"|$)|(\S+))/gu;

// Terms of a search line: {field, text, exclude}; field is null where all texts are searched. A field that is not
// known is part of the words: an address such as https://... is searched for as it stands.
export function parseQuery(line) {
  const terms = [];
  for (const [whole, minus, name, phrase, word] of line.replace(/[\u201c\u201d\u201e]/gu, '"').matchAll(TERM)) {
    const field = FIELDS[name?.toLowerCase()] ?? null;
    const content = phrase ?? word;
    const text = fold(name && !field ? whole.slice(minus.length) : content).trim();
    if (text && text !== "-") terms.push({field, text, exclude: minus === "-"});
  }
  return terms;
}

// The texts that are marked where they stand: those searched for everywhere, and in fields that are shown.
export function markedTexts(terms) {
  return terms.filter((term) => !term.exclude && !["before", "after", "id", "source", "language", "reason"].includes(term.field)).map((term) => term.text);
}

// Whether what the index knows of an item fulfils a term; null where only the texts of the item can tell.
export function judgeTerm(item, term) {
  const verdict = knownVerdict(item, term);
  return verdict === null || !term.exclude ? verdict : !verdict;
}

function knownVerdict(item, {field, text}) {
  switch (field) {
    case "before": return item.date !== "" && item.date < text;
    case "after": return item.date !== "" && (item.date > text || item.date.startsWith(text));
    case "source": return item.folded.source.includes(text);
    case "language": return (item.language ?? "").toLowerCase().startsWith(text);
    case "headline": return item.folded.title.includes(text);
    case "id": return item.id.startsWith(text);
    case "reason": return (item.reason ?? "").includes(text);
    case "speaker": return item.speakers.some((speaker) => speaker.folded.includes(text));
    case "name": return item.names.some((name) => name.folded.includes(text));
    default:
      if (item.folded.text !== null) return item.folded.text.includes(text);
      return item.folded.title.includes(text) || item.folded.source.includes(text) || item.id.includes(text) ? true : null;
  }
}
