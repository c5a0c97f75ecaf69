// Folding: texts that differ in case, accents, character widths or vowel points only become the same text.

// Nonspacing marks of Latin, Greek, Cyrillic, Hebrew and Arabic. Vowel signs of Indic scripts are letters and stay.
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/gu;
// Letters that no decomposition of Unicode reduces.
const LETTERS = {ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i", ς: "σ", ك: "ک", ي: "ی", ى: "ی", "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const PLAIN = /^(?!.* {2})[\x20-\x7e]*$/;

export function fold(text) {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(MARKS, "").normalize("NFC").toLowerCase().normalize("NFC")
    .replace(SPECIAL, (letter) => LETTERS[letter]).replace(/\s+/gu, " ");
}

// The folded text with, for each of its UTF-16 units, the offset in the text that it came from. Marks, also the
// half-width ones of Japanese, are folded together with the letter before them, so that a decomposed letter is found like a composed one.
export function foldWithOffsets(text) {
  const offsets = [], pieces = [];
  const units = /\P{M}[\p{M}\uff9e\uff9f]*|\p{M}+/gu;
  let blank = false;
  for (let match = units.exec(text); match; match = units.exec(text)) {
    let folded = fold(match[0]);
    if (/^\s+$/u.test(folded)) folded = blank ? "" : " ";
    blank = folded === "" ? blank : folded === " ";
    for (let unit = 0; unit < folded.length; unit++) offsets.push(match.index);
    pieces.push(folded);
  }
  offsets.push(text.length);
  return {folded: pieces.join(""), offsets};
}
