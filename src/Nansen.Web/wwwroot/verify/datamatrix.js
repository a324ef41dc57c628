// DataMatrix ECC 200 (ISO/IEC 16022), square sizes: bits of a grid of modules to bytes, with error correction.
// The same rules as Nansen.Documents/Symbols, so that the phone reads what the register prints.
import { reedSolomon } from './reedsolomon.js';

const correct = reedSolomon(0x12d, 1);

const sizes = [
  [10, 1, 3, 5, 1], [12, 1, 5, 7, 1], [14, 1, 8, 10, 1], [16, 1, 12, 12, 1], [18, 1, 18, 14, 1], [20, 1, 22, 18, 1], [22, 1, 30, 20, 1], [24, 1, 36, 24, 1],
  [26, 1, 44, 28, 1], [32, 2, 62, 36, 1], [36, 2, 86, 42, 1], [40, 2, 114, 48, 1], [44, 2, 144, 56, 1], [48, 2, 174, 68, 1], [52, 2, 204, 84, 2], [64, 4, 280, 112, 2],
  [72, 4, 368, 144, 4], [80, 4, 456, 192, 4], [88, 4, 576, 224, 4], [96, 4, 696, 272, 4], [104, 4, 816, 336, 6], [120, 6, 1050, 408, 6], [132, 6, 1304, 496, 8], [144, 6, 1558, 620, 10],
].map(([modules, regions, data, correction, blocks]) => ({ modules, regions, data, correction, blocks, region: modules / regions }));

/** Every size, with what its finder pattern wants and how it is read. */
export const symbolSizes = sizes.map(size => ({ ...size, wants: (x, y) => finderModule(size, x, y), decode: isDark => decodeGrid(isDark, size) }));

// What the finder pattern wants of a module: true dark, false light, undefined where data stand.
function finderModule(size, x, y) {
  const [a, b, last] = [x % size.region, y % size.region, size.region - 1];
  if (a === 0 || b === last) return true;
  if (b === 0) return x % 2 === 0;
  if (a === last) return y % 2 === 1;
  return undefined;
}

// The bytes in an upright grid, or null.
function decodeGrid(isDark, size) {
  const codewords = new Uint8Array(size.data + size.correction);
  const mapping = size.modules - 2 * size.regions;
  const placement = placementOf(mapping);
  const inner = mapping / size.regions;
  const inSymbol = place => Math.floor(place / inner) * (inner + 2) + place % inner + 1;
  for (let y = 0; y < mapping; y++) {
    for (let x = 0; x < mapping; x++) {
      const bit = placement[y * mapping + x];
      if (bit >= 0 && isDark(inSymbol(x), inSymbol(y))) codewords[bit >> 3] |= 1 << (bit & 7);
    }
  }
  const data = corrected(size, codewords);
  return data && text(data);
}

const placements = new Map();

function placementOf(side) {
  if (!placements.has(side)) placements.set(side, computePlacement(side));
  return placements.get(side);
}

// Annex F: diagonal sweeps of L-shaped cells, four special corners.
function computePlacement(side) {
  const empty = -3, cells = new Int32Array(side * side).fill(empty);
  const at = (row, column) => row * side + column;
  const bit = (row, column, codeword, n) => {
    if (row < 0) { row += side; column += 4 - (side + 4) % 8; }
    if (column < 0) { column += side; row += 4 - (side + 4) % 8; }
    cells[at(row, column)] = 8 * codeword + n;
  };
  const cell = (row, column, codeword) => [[-2, -2], [-2, -1], [-1, -2], [-1, -1], [-1, 0], [0, -2], [0, -1], [0, 0]].forEach(([r, c], i) => bit(row + r, column + c, codeword, 7 - i));
  const corner = (codeword, places) => places.forEach(([r, c], i) => { cells[at(r < 0 ? r + side : r, c < 0 ? c + side : c)] = 8 * codeword + 7 - i; });
  let row = 4, column = 0, codeword = 0;
  do {
    if (row === side && column === 0) corner(codeword++, [[-1, 0], [-1, 1], [-1, 2], [0, -2], [0, -1], [1, -1], [2, -1], [3, -1]]);
    if (row === side - 2 && column === 0 && side % 4 !== 0) corner(codeword++, [[-3, 0], [-2, 0], [-1, 0], [0, -4], [0, -3], [0, -2], [0, -1], [1, -1]]);
    if (row === side - 2 && column === 0 && side % 8 === 4) corner(codeword++, [[-3, 0], [-2, 0], [-1, 0], [0, -2], [0, -1], [1, -1], [2, -1], [3, -1]]);
    if (row === side + 4 && column === 2 && side % 8 === 0) corner(codeword++, [[-1, 0], [-1, -1], [0, -3], [0, -2], [0, -1], [1, -3], [1, -2], [1, -1]]);
    do {
      if (row < side && column >= 0 && cells[at(row, column)] === empty) cell(row, column, codeword++);
      row -= 2; column += 2;
    } while (row >= 0 && column < side);
    row += 1; column += 3;
    do {
      if (row >= 0 && column < side && cells[at(row, column)] === empty) cell(row, column, codeword++);
      row += 2; column -= 2;
    } while (row < side && column >= 0);
    row += 3; column += 1;
  } while (row < side || column < side);
  return cells;
}

function corrected(size, all) {
  const perBlock = size.correction / size.blocks;
  for (let block = 0; block < size.blocks; block++) {
    const length = Math.floor((size.data - block + size.blocks - 1) / size.blocks);
    const part = new Uint8Array(length + perBlock);
    for (let i = 0; i < length; i++) part[i] = all[block + i * size.blocks];
    for (let i = 0; i < perBlock; i++) part[length + i] = all[size.data + block + i * size.blocks];
    if (!correct(part, perBlock)) return null;
    for (let i = 0; i < length; i++) all[block + i * size.blocks] = part[i];
  }
  return all.subarray(0, size.data);
}

const bytesOf = letters => Array.from(letters, letter => letter.charCodeAt(0)), capitals = ' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const sets = {
  230: { basic: bytesOf(capitals), third: bytesOf('`abcdefghijklmnopqrstuvwxyz{|}~\x7f') },
  239: { basic: bytesOf(capitals.toLowerCase()), third: bytesOf('`ABCDEFGHIJKLMNOPQRSTUVWXYZ{|}~\x7f') },
  238: { x12: bytesOf('\r*>' + capitals) },
};
const signs = bytesOf('!"#$%&\'()*+,-./:;<=>?@[\\]^_'), back = 254;

// C40, Text and X12: three letters in two codewords. The place of the last codeword read, or null.
function triples(mark, codewords, i, bytes) {
  const set = sets[mark];
  let shift = 0, upper = 0;
  const add = (from, value) => { if (value >= from.length) return false; bytes.push(from[value] + upper); upper = 0; return true; };
  const letter = value => {
    if (set.x12) return add(set.x12, value);
    const chosen = shift;
    shift = 0;
    if (chosen === 1) { bytes.push(value + upper); upper = 0; return value < 32; }
    if (chosen === 2 && value === 30) { upper = 128; return true; }
    if (chosen === 2) return add(signs, value);
    if (chosen === 3) return add(set.third, value);
    if (value >= 3) return add(set.basic, value - 3);
    shift = value + 1;
    return true;
  };
  while (i + 2 < codewords.length) {
    if (codewords[i + 1] === back) return i + 1;
    const value = (codewords[i + 1] << 8 | codewords[i + 2]) - 1;
    if (value < 0 || value >= 64000) return null;
    i += 2;
    if (![Math.floor(value / 1600), Math.floor(value / 40) % 40, value % 40].every(letter)) return null;
  }
  return i + 1 < codewords.length && codewords[i + 1] === back ? i + 1 : i;
}

// EDIFACT: four letters in three codewords.
function edifact(codewords, i, bytes) {
  for (; i + 3 < codewords.length; i += 3) {
    const four = codewords[i + 1] << 16 | codewords[i + 2] << 8 | codewords[i + 3];
    for (let place = 0; place < 4; place++) {
      const value = four >> (18 - 6 * place) & 63;
      if (value === 31) return i + Math.min(place + 1, 3);
      bytes.push(value < 32 ? value + 64 : value);
    }
  }
  return i;
}

// ASCII, C40 and Base 256, the codings that seals are written in, and those of other makers.
function text(codewords) {
  const bytes = [], unmasked = i => (codewords[i] - (149 * (i + 1) % 255 + 1)) & 255;
  let upper = 0;
  for (let i = 0; i < codewords.length; i++) {
    const c = codewords[i];
    if (c === 129) break;
    if (c === 231) {
      let length = unmasked(++i);
      if (length === 0) length = codewords.length - i - 1;
      else if (length >= 250) length = (length - 249) * 250 + unmasked(++i);
      if (i + length >= codewords.length) return null;
      for (const end = i + length; i < end;) bytes.push(unmasked(++i));
    } else if (sets[c] || c === 240) {
      i = sets[c] ? triples(c, codewords, i, bytes) : edifact(codewords, i, bytes);
      if (i === null) return null;
    } else if (c === 235) upper = 128;
    else if (c >= 1 && c <= 128) { bytes.push(c - 1 + upper); upper = 0; }
    else if (c >= 130 && c <= 229) bytes.push(48 + Math.floor((c - 130) / 10), 48 + (c - 130) % 10);
    else return null;
  }
  return Uint8Array.from(bytes);
}
