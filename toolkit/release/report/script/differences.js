// Differences of two texts, word by word.

const LONGEST = 4000;

// Pieces [kind, text] with kind "same", "left" or "right", by the longest common subsequence of words. Equal words at
// both ends are set aside first; texts whose rest is longer than 4,000 words are compared line by line.
export function differences(left, right) {
  let [one, other] = [words(left), words(right)];
  if (one.length > LONGEST || other.length > LONGEST) [one, other] = [lines(left), lines(right)];
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const middle = common(one.slice(start, one.length - end), other.slice(start, other.length - end));
  return joined([...one.slice(0, start).map((word) => ["same", word]), ...middle, ...one.slice(one.length - end).map((word) => ["same", word])]);
}

const words = (text) => text.match(/\s+|[^\s]+/gu) ?? [];
const lines = (text) => text.match(/[^\n]*\n|[^\n]+/gu) ?? [];

function common(one, other) {
  if (one.length * other.length > LONGEST * LONGEST) return [...one.map((word) => ["left", word]), ...other.map((word) => ["right", word])];
  const width = other.length + 1, lengths = new Uint16Array((one.length + 1) * width);
  for (let row = one.length - 1; row >= 0; row--) {
    for (let column = other.length - 1; column >= 0; column--) {
      lengths[row * width + column] = one[row] === other[column] ? lengths[(row + 1) * width + column + 1] + 1
        : Math.max(lengths[(row + 1) * width + column], lengths[row * width + column + 1]);
    }
  }
  const pieces = [];
  let row = 0, column = 0;
  while (row < one.length || column < other.length) {
    if (row < one.length && column < other.length && one[row] === other[column]) {
      pieces.push(["same", one[row]]);
      row++;
      column++;
    } else if (column === other.length || (row < one.length && lengths[(row + 1) * width + column] >= lengths[row * width + column + 1])) {
      pieces.push(["left", one[row++]]);
    } else pieces.push(["right", other[column++]]);
  }
  return pieces;
}

function joined(pieces) {
  const result = [];
  for (const [kind, text] of pieces) {
    if (result.length && result[result.length - 1][0] === kind) result[result.length - 1][1] += text;
    else result.push([kind, text]);
  }
  return result;
}
