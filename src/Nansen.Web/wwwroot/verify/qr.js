// QR codes (ISO/IEC 18004), versions 1 to 40: bits of a grid of modules to bytes, with error correction.
import { reedSolomon } from './reedsolomon.js';

const correct = reedSolomon(0x11d, 0);

// Table 9 for each level L, M, Q, H and version: correction words of a block, and blocks.
const perBlock = [
  [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
  [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
  [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
  [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
];
const blockCounts = [
  [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
  [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
  [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
  [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81],
];
const levels = [1, 0, 3, 2];

/** Every version, with what is fixed in it and how it is read. */
export const qrSizes = Array.from({ length: 40 }, (_, i) => {
  const size = { version: i + 1, modules: 21 + 4 * i, alignments: alignmentsOf(i + 1) };
  return { ...size, wants: (x, y) => qrModule(size, x, y), decode: isDark => decodeQr(isDark, size) };
});

// Annex E: the first at 6, the last at the far side less 7, evenly between; in version 32 the table departs from the rule.
function alignmentsOf(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2, last = 4 * version + 10;
  const step = version === 32 ? 26 : Math.ceil((last - 6) / (2 * count - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => last - step * (count - 2 - i))];
}

// What is fixed of a module: true dark, false light, undefined where data or the symbol's own description stand.
function qrModule({ modules, alignments }, x, y) {
  const ring = (cx, cy) => Math.max(Math.abs(x - cx), Math.abs(y - cy));
  for (const [cx, cy] of [[3, 3], [modules - 4, 3], [3, modules - 4]]) {
    const r = ring(cx, cy);
    if (r <= 4) return r !== 2 && r !== 4;
  }
  for (const cy of alignments)
    for (const cx of alignments) if (ring(cx, cy) <= 2 && !inFinder(modules, cx, cy)) return ring(cx, cy) !== 1;
  if (x === 6) return y % 2 === 0;
  return y === 6 ? x % 2 === 0 : undefined;
}

const inFinder = (modules, x, y) => x < 9 && y < 9 || x < 9 && y > modules - 9 || x > modules - 9 && y < 9;

const isData = (size, x, y) => qrModule(size, x, y) === undefined && !(x < 9 && y < 9 || x < 9 && y >= size.modules - 8 || x >= size.modules - 8 && y < 9)
  && !(size.version >= 7 && (x < 6 && y >= size.modules - 11 || y < 6 && x >= size.modules - 11));

// The bytes in an upright grid, or null.
function decodeQr(isDark, size) {
  const format = formatOf(isDark, size.modules);
  if (format === null) return null;
  const words = codewords(isDark, size, format & 7), data = corrected(words, size.version - 1, levels[format >> 3]);
  return data && text(data, size.version);
}

const formats = Array.from({ length: 32 }, (_, data) => {
  let rest = data << 10;
  for (let bit = 14; bit >= 10; bit--) if (rest >> bit & 1) rest ^= 0x537 << bit - 10;
  return (data << 10 | rest) ^ 0x5412;
});

const ones = value => { let count = 0; for (; value; value &= value - 1) count++; return count; };

// Level and mask stand twice around the finders, at a distance of seven: three wrong bits are forgiven.
function formatOf(isDark, modules) {
  let [one, other] = [0, 0];
  for (let i = 0; i < 15; i++) {
    const [x, y] = i < 8 ? [i < 6 ? i : i + 1, 8] : [8, i === 8 ? 7 : 14 - i];
    one = one << 1 | isDark(x, y);
    other = other << 1 | (i < 7 ? isDark(8, modules - 1 - i) : isDark(modules - 15 + i, 8));
  }
  let [best, least] = [null, 4];
  formats.forEach((word, data) => { for (const read of [one, other]) if (ones(word ^ read) < least) [best, least] = [data, ones(word ^ read)]; });
  return best;
}

const masks = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, x => x % 3, (x, y) => (x + y) % 3, (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2,
  (x, y) => x * y % 2 + x * y % 3, (x, y) => (x * y % 2 + x * y % 3) % 2, (x, y) => ((x + y) % 2 + x * y % 3) % 2,
];

// Up and down in columns of two from the right; the column of the timing pattern is left out.
function codewords(isDark, size, mask) {
  const words = [];
  let [word, bits, up] = [0, 0, true];
  for (let right = size.modules - 1; right > 0; right -= 2, up = !up) {
    if (right === 6) right--;
    for (let i = 0; i < size.modules; i++) {
      const y = up ? size.modules - 1 - i : i;
      for (const x of [right, right - 1]) {
        if (!isData(size, x, y)) continue;
        word = word << 1 | isDark(x, y) ^ (masks[mask](x, y) === 0);
        if (++bits === 8) { words.push(word); [word, bits] = [0, 0]; }
      }
    }
  }
  return words;
}

// Words of the blocks stand by turns; the last blocks are longer by one.
function corrected(words, version, level) {
  const count = blockCounts[level][version], correction = perBlock[level][version], short = Math.floor(words.length / count), long = words.length % count, data = [];
  for (let block = 0; block < count; block++) {
    const length = short - correction + (block >= count - long ? 1 : 0), whole = new Uint8Array(length + correction);
    for (let i = 0; i < length; i++) whole[i] = words[i < short - correction ? block + i * count : words.length - correction * count - count + block];
    for (let i = 0; i < correction; i++) whole[length + i] = words[words.length - correction * count + block + i * count];
    if (!correct(whole, correction)) return null;
    data.push(...whole.subarray(0, length));
  }
  return data;
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

// Segments of digits, capital letters and bytes; Kanji no seal is written in.
function text(data, version) {
  let at = 0;
  const take = count => { let value = 0; for (; count > 0; count--, at++) value = value << 1 | data[at >> 3] >> (7 - (at & 7)) & 1; return value; };
  const bytes = [], write = text => bytes.push(...new TextEncoder().encode(text)), range = version < 10 ? 0 : version < 27 ? 1 : 2;
  while (at + 4 <= 8 * data.length) {
    const mode = take(4);
    if (mode === 0) break;
    if (mode === 7) { at += 8; continue; }
    const sizes = { 1: [10, 12, 14], 2: [9, 11, 13], 4: [8, 16, 16] }[mode];
    if (!sizes) return null;
    let count = take(sizes[range]);
    const needs = mode === 4 ? 8 * count : mode === 2 ? Math.ceil(5.5 * count) : Math.ceil(10 * count / 3);
    if (at + needs > 8 * data.length) return null;
    if (mode === 4) for (; count > 0; count--) bytes.push(take(8));
    else if (mode === 2) for (; count > 0; count -= 2) { const pair = take(count > 1 ? 11 : 6); write(count > 1 ? letters[Math.floor(pair / 45)] + letters[pair % 45] : letters[pair]); }
    else for (; count > 0; count -= 3) { const digits = Math.min(3, count); write(String(take(1 + 3 * digits)).padStart(digits, '0')); }
  }
  return Uint8Array.from(bytes);
}
