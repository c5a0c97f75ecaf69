// The words searched for, marked where they stand without touching the text.

import {foldWithOffsets} from "./fold.js";

const MOST = 2000, LINES = "p, li, h3, td, dd";

// Mark texts in the elements given; a text may run over the elements inside a paragraph or line. Returns their number.
export function mark(roots, texts) {
  if (!CSS.highlights) return 0;
  const ranges = [];
  if (texts.length) {
    for (const root of roots) {
      for (const line of linesOf(root)) {
        if (ranges.length < MOST) ranges.push(...rangesIn(line, texts));
      }
    }
  }
  CSS.highlights.set("search", new Highlight(...ranges.slice(0, MOST)));
  return ranges.length;
}

export function firstMark(root) {
  return [...(CSS.highlights?.get("search") ?? [])].find((range) => root.contains(range.startContainer)) ?? null;
}

function linesOf(root) {
  return [...root.querySelectorAll(LINES)].filter((line) => !line.querySelector(LINES));
}

function rangesIn(line, texts) {
  const nodes = [], starts = [];
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let whole = "";
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest(".speaker, .labels")) continue;
    nodes.push(walker.currentNode);
    starts.push(whole.length);
    whole += walker.currentNode.data;
  }
  const {folded, offsets} = foldWithOffsets(whole), ranges = [];
  const put = (range, method, offset, end) => {
    let index = starts.findLastIndex((start) => (end ? start < offset : start <= offset));
    if (index < 0) index = 0;
    range[method](nodes[index], offset - starts[index]);
  };
  for (const text of texts) {
    for (let at = folded.indexOf(text); at >= 0; at = folded.indexOf(text, at + text.length)) {
      let end = at + text.length;
      while (end < offsets.length - 1 && offsets[end] === offsets[end - 1]) end++;
      const range = new Range();
      put(range, "setStart", offsets[at], false);
      put(range, "setEnd", offsets[end], true);
      ranges.push(range);
    }
  }
  return ranges;
}
