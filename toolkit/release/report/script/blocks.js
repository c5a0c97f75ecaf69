// Blocks: Base64 of deflated JSON, unpacked when something in them is asked for.

const KEPT = 80;
const unpacked = new Map();

async function inflate(text) {
  const letters = atob(text), bytes = new Uint8Array(letters.length);
  for (let index = 0; index < letters.length; index++) bytes[index] = letters.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).json();
}

export function unpack(number) {
  const known = unpacked.get(number);
  if (known) return known;
  if (unpacked.size >= KEPT) unpacked.delete(unpacked.keys().next().value);
  const block = document.querySelectorAll("script.block")[number];
  const rows = inflate(block.textContent).then((values) => Array.isArray(values) ? values.map(unrolled) : values);
  unpacked.set(number, rows);
  return rows;
}

// Lists of records come column by column.
function unrolled(row) {
  for (const name of ["quotes", "entities", "evidence", "removed"]) {
    const columns = Object.entries(row[name] ?? {});
    if (row[name]) row[name] = (columns[0]?.[1] ?? []).map((_, index) => Object.fromEntries(columns.map(([key, values]) => [key, values[index]])));
  }
  return row;
}

export const rowOf = async (item) => (await unpack(item.block))[item.position];
