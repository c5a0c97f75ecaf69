// The raw document: what each line became, or why it was removed.

import {make, plural, textTable, written} from "./elements.js";

const SHOWN_LINES = 1500;

export function rawElements(row, refused) {
  const title = make("h3", {}, "Raw document");
  const path = row.provenance?.path ?? row.path, record = row.provenance?.record ?? row.record ?? null;
  const origin = make("p", {class: "byline"}, make("bdi", {}, ...written(path + (record === null ? "" : `, record ${record}`))),
    make("bdi", {}, ...written(row.provenance?.media_type ?? row.media_type ?? "")));
  if (!row.raw) {
    const reason = refused ? "The quarantine holds no text of it." : `It is not part of this page. "toolkit report RELEASE --raw FOLDER" shows it, where FOLDER holds the raw documents.`;
    return [title, origin, make("p", {class: "sample"}, reason), row.removed?.length ? removedTable(row.removed) : null].filter((part) => part);
  }
  const lines = make("ol", {class: "lines"}), all = rawLines(row), more = [];
  const add = (from, to) => all.slice(from, to).forEach((line) => lines.append(line()));
  add(0, SHOWN_LINES);
  if (all.length > SHOWN_LINES) {
    const button = make("button", {type: "button"}, `Show ${plural(all.length - SHOWN_LINES, "more line", "more lines")}`);
    button.addEventListener("click", () => { add(SHOWN_LINES, all.length); button.remove(); });
    more.push(button);
  }
  const last = row.raw[row.raw.length - 1], shown = last ? last[0] + Array.from(last[2]).length : 0;
  if (shown < row.raw_length) more.push(make("p", {class: "sample"}, `${plural(row.raw_length - shown, "more character is", "more characters are")} not shown.`));
  return [title, origin, lines, ...more];
}

function removedTable(removed) {
  const reasons = new Map();
  removed.forEach((span) => {
    const [ranges, characters] = reasons.get(span.reason) ?? [0, 0];
    reasons.set(span.reason, [ranges + 1, characters + span.end - span.start]);
  });
  return textTable("What was removed from it", ["reason", "ranges", "characters"], [...reasons].map(([reason, counts]) => [reason, ...counts]));
}

function rawLines(row) {
  const removed = row.removed ?? [], evidence = (row.evidence ?? []).filter((span) => span.start !== null);
  const known = row.body !== undefined, lines = [];
  let end = 0;
  for (const [offset, number, content] of row.raw) {
    if (offset > end) {
      const left = offset - end;
      lines.push(() => make("li", {class: "left-out"}, `${plural(left, "character", "characters")} without text left out`));
    }
    const text = Array.from(content);
    let line = number, start = 0;
    while (start < text.length) {
      let stop = text.indexOf("\n", start);
      if (stop < 0) stop = text.length;
      const from = start, to = stop, lineNumber = line;
      lines.push(() => rawLine(text, from, to, offset, lineNumber, removed, evidence, known));
      start = stop + 1;
      line++;
    }
    end = offset + text.length;
  }
  return lines;
}

function rawLine(text, from, to, offset, number, removed, evidence, known) {
  const start = from + offset, end = to + offset;
  const touches = (span) => span.start < end && span.end > start;
  const gone = removed.filter(touches), fields = [...new Set(evidence.filter(touches).map((span) => span.field))];
  const edges = new Set([start, end]);
  gone.forEach((span) => [span.start, span.end].forEach((edge) => { if (edge > start && edge < end) edges.add(edge); }));
  const cuts = [...edges].sort((one, other) => one - other);
  const content = make("span", {class: "text", dir: "auto"});
  for (let index = 0; index + 1 < cuts.length; index++) {
    const pieces = written(text.slice(cuts[index] - offset, cuts[index + 1] - offset).join("").replace(/\r$/u, ""));
    const span = gone.find((candidate) => candidate.start <= cuts[index] && candidate.end > cuts[index]);
    content.append(...(span ? [make("del", {"data-reason": span.reason}, ...pieces)] : pieces));
  }
  const blank = !content.textContent.trim();
  const reasons = [...new Set(gone.map((span) => span.reason))];
  const labels = [...fields.map((name) => make("span", {class: "field"}, name)),
    ...(fields.length && !reasons.length ? [] : reasons.map((reason) => make("span", {class: "why"}, ...written(reason))))];
  const kind = blank ? "blank" : !known ? "plain" : fields.length ? "used" : reasons.length ? "removed" : "silent";
  return make("li", {class: kind, value: number, "data-start": start}, content, make("span", {class: "labels"}, ...labels));
}
