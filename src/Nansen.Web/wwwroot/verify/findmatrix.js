// Finds DataMatrix symbols in a photograph: dark patches of about half ink, their four corners, the size whose finder pattern
// fits best, corners moved until it does, then the modules. Perspective, turns, shadows and some blur do no harm.
import { symbolSizes } from './datamatrix.js';
import { cross, distance, sample, settle } from './fit.js';
import { inkAt, integral } from './raster.js';

/** What the first symbol found holds, or null. */
export function findMatrix(picture) {
  for (const radius of [2, 4, 8])
    for (const patch of patches(picture, radius)) {
      const bytes = readPatch(picture, patch);
      if (bytes) return bytes;
    }
  return null;
}

// Dark pixels nearer to one another than the radius make one patch.
function patches({ dark, width, height }, radius) {
  const sums = integral(dark, width, height), near = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - radius), Math.min(height, y + radius + 1)];
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      near[y * width + x] = sums[bottom * (width + 1) + right] - sums[top * (width + 1) + right] - sums[bottom * (width + 1) + left] + sums[top * (width + 1) + left] > 0 ? 1 : 0;
    }
  }
  const found = [], stack = new Int32Array(width * height);
  for (let start = 0; start < near.length; start++) {
    if (near[start] !== 1) continue;
    let depth = 0, ink = 0;
    const rows = new Map();
    stack[depth++] = start;
    near[start] = 2;
    while (depth > 0) {
      const i = stack[--depth], x = i % width, y = (i - x) / width;
      if (dark[i]) {
        ink++;
        const row = rows.get(y);
        if (!row) rows.set(y, [x, x]);
        else if (x < row[0]) row[0] = x;
        else if (x > row[1]) row[1] = x;
      }
      if (x > 0 && near[i - 1] === 1) { near[i - 1] = 2; stack[depth++] = i - 1; }
      if (x + 1 < width && near[i + 1] === 1) { near[i + 1] = 2; stack[depth++] = i + 1; }
      if (y > 0 && near[i - width] === 1) { near[i - width] = 2; stack[depth++] = i - width; }
      if (y + 1 < height && near[i + width] === 1) { near[i + width] = 2; stack[depth++] = i + width; }
    }
    if (rows.size >= 24 && ink >= 300) found.push({ rows, ink });
  }
  return found.map(quadOf).filter(q => q).sort((a, b) => b.ink - a.ink).slice(0, 12);
}

function hullOf(points) {
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = list => {
    const chain = [];
    for (const p of list) {
      while (chain.length > 1 && cross(chain[chain.length - 2], chain[chain.length - 1], p) <= 0) chain.pop();
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(points), ...half([...points].reverse())];
}

// The largest four-cornered figure in the hull, if the patch fills it as a symbol does.
function quadOf({ rows, ink }) {
  const points = [];
  for (const [y, [left, right]] of rows) points.push([left, y], [right + 1, y], [left, y + 1], [right + 1, y + 1]);
  let hull = hullOf(points);
  if (hull.length > 60) hull = hull.filter((_, i) => i % Math.ceil(hull.length / 60) === 0);
  let best = null, most = 0;
  for (let i = 0; i < hull.length; i++) {
    for (let k = i + 2; k < hull.length; k++) {
      let [one, other, j, l] = [0, 0, -1, -1];
      for (let m = i + 1; m < k; m++) { const area = Math.abs(cross(hull[i], hull[m], hull[k])); if (area > one) [one, j] = [area, m]; }
      for (let m = k + 1; m < hull.length + i; m++) { const area = Math.abs(cross(hull[k], hull[m % hull.length], hull[i])); if (area > other) [other, l] = [area, m % hull.length]; }
      if (j >= 0 && l >= 0 && one + other > most) [most, best] = [one + other, [hull[i], hull[j], hull[k], hull[l]]];
    }
  }
  if (!best) return null;
  const sides = best.map((p, i) => distance(p, best[(i + 1) % 4])), fill = ink / (most / 2);
  return Math.min(...sides) < 20 || Math.max(...sides) > 2.5 * Math.min(...sides) || fill < 0.28 || fill > 0.8 ? null : { corners: best, ink, side: Math.min(...sides) };
}

function readPatch(picture, { corners, side }) {
  if (cross(corners[0], corners[1], corners[2]) < 0) corners = [...corners].reverse();
  // The two neighbouring sides that are solid tell which way is up.
  const solid = corners.map((p, i) => edgeInk(picture, p, corners[(i + 1) % 4], centreOf(corners)));
  const turns = [0, 1, 2, 3].sort((a, b) => solid[(b + 2) % 4] + solid[(b + 3) % 4] - solid[(a + 2) % 4] - solid[(a + 3) % 4]);
  for (const turn of turns.slice(0, 2)) {
    const turned = [0, 1, 2, 3].map(i => corners[(i + turn) % 4]);
    // The upper right module is light: that corner of the hull lies too far inside, so the parallelogram's is tried too.
    const straight = [turned[0], [turned[0][0] + turned[2][0] - turned[3][0], turned[0][1] + turned[2][1] - turned[3][1]], turned[2], turned[3]];
    const tried = [];
    for (const size of symbolSizes)
      if (side / size.modules >= 1.8) for (const start of [turned, straight]) tried.push({ size, ...settle(picture, start, size, [0.6, 0.3]) });
    tried.sort((a, b) => b.score - a.score);
    for (const { size, corners: near } of tried.slice(0, 3)) {
      const exact = settle(picture, near, size, [0.3, 0.15, 0.08]);
      if (exact.score < 0.25) continue;
      const bytes = sample(picture, exact.corners, size);
      if (bytes) return bytes;
    }
  }
  return null;
}

const centreOf = corners => [0, 1].map(k => corners.reduce((sum, p) => sum + p[k], 0) / 4);

function edgeInk(picture, from, to, centre) {
  let sum = 0;
  for (let i = 1; i < 40; i++) {
    const t = i / 40, x = from[0] + (to[0] - from[0]) * t, y = from[1] + (to[1] - from[1]) * t;
    // A little inside of the edge.
    sum += inkAt(picture, [x + (centre[0] - x) * 0.02, y + (centre[1] - y) * 0.02]);
  }
  return sum;
}
