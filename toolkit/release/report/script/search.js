// The search: the index answers at once, the texts follow as they are unpacked; all are read in idle time after the start.

import {unpack} from "./blocks.js";
import {fold} from "./fold.js";
import {judgeTerm} from "./query.js";

const SHOWN_REMOVED = 240;

// Keep what searches and the view of removed lines need of a row.
function absorb(item, row) {
  if (item.folded.text !== null) return;
  const raw = row.raw ?? [];
  const texts = item.refused ? [row.detail, ...raw.map((piece) => piece[2])] : [row.standfirst, row.body, row.authors?.join("\n"), ...item.speakers.map((speaker) => speaker.name)];
  item.folded.text = [item.folded.title, item.folded.source, item.id, item.reason, ...texts.filter((text) => text).map(fold)].filter((text) => text).join("\n");
  const pieces = row.removed?.length ? raw.map(([offset, , content]) => [offset, sliceable(content)]) : [];
  item.removed = (row.removed ?? []).map((span) => ({...span, text: rawText(pieces, span)}));
}

// Offsets count code points: a text with characters beyond the basic plane is cut as a list of them.
const sliceable = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text);

// The raw text of a span, as far as the page holds it; null where it does not.
function rawText(pieces, {start, end}) {
  const piece = pieces.find(([offset, content]) => offset <= start && start < offset + content.length);
  if (!piece) return null;
  const cut = piece[1].slice(start - piece[0], Math.min(end - piece[0], start - piece[0] + SHOWN_REMOVED));
  return (typeof cut === "string" ? cut : cut.join("")).trim();
}

async function absorbBlock(block, items) {
  const rows = await unpack(block);
  for (const item of items) absorb(item, rows[item.position]);
}

export function byBlock(items) {
  const blocks = new Map();
  for (const item of items) {
    if (item.folded.text === null) blocks.set(item.block, [...(blocks.get(item.block) ?? []), item]);
  }
  return blocks;
}

// Read all texts, a block at a time, whenever the browser has nothing else to do.
export async function readAll(items, progress = () => {}) {
  const blocks = [...byBlock(items)];
  for (const [index, [block, group]] of blocks.entries()) {
    await new Promise((resolve) => requestIdleCallback(resolve, {timeout: 200}));
    await absorbBlock(block, group);
    progress((index + 1) / blocks.length);
  }
}

// Yield the items that fulfil all terms, first those that are known already, with the share that was searched.
export async function* matching(items, terms) {
  const hits = new Set(), open = [];
  for (const item of items) {
    const verdicts = terms.map((term) => judgeTerm(item, term));
    if (verdicts.includes(false)) continue;
    if (verdicts.includes(null)) open.push(item); else hits.add(item);
  }
  const blocks = byBlock(open);
  yield {hits, share: blocks.size ? 0 : 1};
  let done = 0, shown = performance.now();
  for (const [block, group] of blocks) {
    await absorbBlock(block, group);
    group.filter((item) => terms.every((term) => judgeTerm(item, term))).forEach((item) => hits.add(item));
    done++;
    if (done === blocks.size || performance.now() - shown > 250) {
      yield {hits, share: done / blocks.size};
      shown = performance.now();
    }
  }
}
