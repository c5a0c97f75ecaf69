// What is selected in the body, in code points, and in the raw document, as text.

// The span of the selection; null where nothing in the body is selected.
export function selectedSpan() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0), [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
  return start === null || end === null || start >= end ? null : [start, end];
}

export function selectedRawText() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const lines = [...document.querySelectorAll("#raw .text")].filter((line) => selection.containsNode(line, true));
  return lines.map((line) => textInside(line, selection.getRangeAt(0)).trim()).filter((text) => text).join("\n\n") || null;
}

function textInside(line, range) {
  const whole = document.createRange();
  whole.selectNodeContents(line);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) > 0) whole.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) < 0) whole.setEnd(range.endContainer, range.endOffset);
  return whole.toString();
}

// Offset of a position in the body; the speakers shown behind quotes do not count.
function offsetOf(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const paragraph = element.closest?.("#text .body p[data-start]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, offset);
  const copy = before.cloneContents();
  copy.querySelectorAll(".speaker").forEach((speaker) => speaker.remove());
  return Number(paragraph.dataset.start) + Array.from(copy.textContent).length;
}

// A range of the document for a span of the body, within one paragraph or over several.
export function rangeOf(start, end) {
  const range = document.createRange(), first = pointOf(start), last = pointOf(end);
  range.setStart(...first);
  range.setEnd(...last);
  return range;
}

function pointOf(offset) {
  const paragraphs = [...document.querySelectorAll("#text .body p[data-start]")];
  const paragraph = paragraphs.findLast((candidate) => Number(candidate.dataset.start) <= offset) ?? paragraphs[0];
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = offset - Number(paragraph.dataset.start), node = null;
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest(".speaker")) continue;
    node = walker.currentNode;
    const letters = Array.from(node.data);
    if (left <= letters.length) return [node, letters.slice(0, left).join("").length];
    left -= letters.length;
  }
  return [node ?? paragraph, node ? node.data.length : 0];
}
