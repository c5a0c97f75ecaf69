// The body with its quotes, speakers and names. Offsets count code points, so texts are cut as lists of them.

import {make, plain, written} from "./elements.js";

const CLOSING = /["'”’“»«›‹」』]/u;

export function noSpeaker(row) {
  const unsought = (row.evidence ?? []).some((item) => item.field === "quotes.speaker" && item.method === "not_looked_for");
  return unsought ? "speaker not looked for" : "speaker not named";
}

export function bodyElement(row) {
  const text = Array.from(row.body);
  const parts = (row.quotes ?? []).flatMap((quote, number) => (quote.parts?.length ? quote.parts : [quote]).map((part, index, all) =>
    ({start: part.start, end: part.end, number, quote, last: index === all.length - 1})));
  const mentions = (row.quotes ?? []).filter((quote) => quote.speaker_start !== null && quote.speaker_start !== undefined)
    .map((quote) => ({start: quote.speaker_start, end: quote.speaker_end, quote}));
  const entities = (row.entities ?? []).map((entity, number) => ({...entity, number}));
  // The speaker stands behind the closing mark.
  const speakers = new Map(parts.filter((part) => part.last).map((part) => [part.end + CLOSING.test(text[part.end] ?? ""), part.quote]));
  const spans = {part: lookup(parts, text.length), mention: lookup(mentions, text.length), entity: lookup(entities, text.length), speakers, none: noSpeaker(row)};
  const edges = new Set([0, text.length, ...speakers.keys()]);
  [...parts, ...mentions, ...entities].forEach(({start, end}) => { edges.add(start); edges.add(end); });
  const sorted = [...edges].sort((one, other) => one - other);
  const container = make("div", {class: "body", dir: "auto", lang: row.language});
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    let gap = end;
    while (gap < text.length && text[gap] === "\n") gap++;
    if (end > start) container.append(paragraph(text, start, end, spans, sorted));
    if (gap > end) container.append(make("span", {class: "gap", hidden: ""}, text.slice(end, gap).join("")));
    start = gap;
  }
  return container;
}

function lookup(spans, length) {
  const sorted = spans.filter((span) => span.end <= length).sort((one, other) => one.start - other.start || other.end - one.end);
  return (offset) => {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle].start <= offset) low = middle + 1; else high = middle;
    }
    for (let index = low - 1; index >= Math.max(0, low - 8); index--) if (sorted[index].end > offset) return sorted[index];
    return null;
  };
}

function paragraph(text, start, end, spans, edges) {
  const element = make("p", {dir: "auto", "data-start": start});
  const cuts = edges.filter((edge) => edge > start && edge < end);
  let offset = start, marked = null, holder = element;
  for (const next of [...cuts, end]) {
    const part = spans.part(offset);
    if (part !== marked) {
      marked = part;
      holder = part ? quoteMark(part, spans.none) : element;
      if (part) element.append(holder);
    }
    holder.append(...textPieces(text.slice(offset, next).join(""), spans.entity(offset), spans.mention(offset)));
    if (spans.speakers.has(next)) {
      element.append(speakerElement(spans.speakers.get(next), spans.none));
      marked = null;
      holder = element;
    }
    offset = next;
  }
  return element;
}

function quoteMark({quote, number, start, end}, none) {
  return make("mark", {class: `quote ${quote.kind}`, "data-quote": number, "data-start": start, "data-end": end,
    title: plain(`${quote.speaker ?? none}, ${quote.kind}, confidence ${quote.confidence.toFixed(2)}`)});
}

function textPieces(text, entity, mention) {
  let pieces = written(text);
  if (entity) {
    pieces = [make("span", {class: `entity ${entity.type}`, "data-entity": entity.number, "data-facet": entity.type, "data-value": entity.name,
      title: plain(`${entity.name} (${entity.type})`)}, ...pieces)];
  }
  return mention ? [make("span", {class: "mention"}, ...pieces)] : pieces;
}

function speakerElement(quote, none) {
  if (!quote.speaker) return make("bdi", {class: "speaker unknown"}, none);
  return make("bdi", {class: "speaker", "data-facet": "speaker", "data-value": quote.speaker}, ...written(quote.speaker));
}
