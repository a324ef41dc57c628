// Finds QR codes in a photograph: the three finders by their runs 1:1:3:1:1, the version whose fixed modules fit best between
// them, the fourth corner sought where they fit, then the modules.
import { qrSizes } from './qr.js';
import { cross, distance, fit, sample, settle } from './fit.js';

const mostFinders = 12, mostTriples = 6;

/** What the first symbol found holds, or null. */
export function findQr(picture) {
  for (const triple of triples(finders(picture))) {
    const bytes = readBetween(picture, triple);
    if (bytes) return bytes;
  }
  return null;
}

// Through a finder's middle every straight line runs 1:1:3:1:1, however the symbol is turned.
function finders(picture) {
  const { dark, width, height } = picture, found = [];
  for (let y = 0; y < height; y++) {
    const runs = [];
    for (let x = 0, start = 0; x <= width; x++) {
      if (x < width && x > 0 && dark[y * width + x] === dark[y * width + x - 1]) continue;
      if (x > start) runs.push(x - start);
      start = x;
      if (runs.length >= 5 && dark[y * width + x - 1] && isFinder(runs.slice(-5))) note(picture, found, x, y, runs.slice(-5));
    }
  }
  return found.filter(f => f.seen > 1).sort((a, b) => b.seen - a.seen).slice(0, mostFinders);
}

function isFinder(runs) {
  const module = runs.reduce((sum, run) => sum + run) / 7;
  return module >= 1.2 && runs.every((run, i) => Math.abs(run - (i === 2 ? 3 : 1) * module) <= (i === 2 ? 1.5 : 0.75) * module);
}

function note(picture, found, end, y, runs) {
  const cx = end - runs[4] - runs[3] - runs[2] / 2, across = runs.reduce((sum, run) => sum + run);
  const down = column(picture, Math.floor(cx), y, across);
  if (!down) return;
  const [x, middle, size] = [cx, down.middle, Math.min(across, down.length) / 7];
  const near = found.find(f => Math.hypot(f.x - x, f.y - middle) < 3 * size);
  if (!near) { found.push({ x, y: middle, size, seen: 1 }); return; }
  const seen = near.seen + 1, mixed = (old, now) => (old * near.seen + now) / seen;
  Object.assign(near, { x: mixed(near.x, x), y: mixed(near.y, middle), size: mixed(near.size, size), seen });
}

// The five runs up and down through a point in the middle block.
function column({ dark, width, height }, x, y, across) {
  const isDark = at => dark[at * width + x] === 1, ends = [];
  for (const step of [-1, 1]) {
    let at = y;
    const run = wanted => { let length = 0; for (; at >= 0 && at < height && isDark(at) === wanted && length <= across; at += step) length++; return length; };
    ends.push([run(true), run(false), run(true)]);
  }
  const [up, down] = ends, runs = [up[2], up[1], up[0] + down[0] - 1, down[1], down[2]], length = runs.reduce((sum, run) => sum + run);
  if (!isFinder(runs) || length > 2 * across || across > 2 * length) return null;
  return { middle: y + (down[0] - up[0]) / 2 + 0.5, length };
}

// Three of one size at a right angle: upper left, upper right, lower left; the best first.
function triples(found) {
  const all = [], point = f => [f.x, f.y];
  for (const a of found) for (const b of found) for (const c of found) {
    if (a === b || b === c || a === c || cross(point(a), point(b), point(c)) <= 0) continue;
    const [right, down, slant] = [distance(point(a), point(b)), distance(point(a), point(c)), distance(point(b), point(c))];
    const sizes = [a.size, b.size, c.size], spread = Math.max(...sizes) / Math.min(...sizes), sides = Math.max(right, down) / Math.min(right, down);
    const bend = Math.abs((right ** 2 + down ** 2 - slant ** 2) / (2 * right * down));
    if (spread < 1.8 && sides < 1.8 && bend < 0.5 && Math.min(right, down) > 10 * Math.min(...sizes)) all.push({ corners: [point(a), point(b), point(c)], size: sizes.reduce((sum, s) => sum + s) / 3, worth: spread + sides + bend });
  }
  return all.sort((one, other) => one.worth - other.worth).slice(0, mostTriples);
}

function readBetween(picture, { corners: [a, b, c], size }) {
  // A turned finder looks larger by up to the root of two, so the symbol may have more modules than it seems.
  const seems = (distance(a, b) + distance(a, c)) / 2 / size;
  const tried = qrSizes.filter(s => s.modules - 7 > 0.8 * seems && s.modules - 7 < 1.6 * seems).map(s => {
    const place = (u, v) => [0, 1].map(k => a[k] + (b[k] - a[k]) * (u - 3.5) / (s.modules - 7) + (c[k] - a[k]) * (v - 3.5) / (s.modules - 7));
    const corners = [place(0, 0), place(s.modules, 0), place(s.modules, s.modules), place(0, s.modules)];
    return { size: s, corners, score: fit(picture, corners, s) };
  }).sort((one, other) => other.score - one.score);
  for (const { size: s, corners } of tried.slice(0, 4)) {
    const exact = settle(picture, fourthCorner(picture, corners, s), s, [0.6, 0.3, 0.15, 0.08]);
    const bytes = exact.score < 0.25 ? null : sample(picture, exact.corners, s);
    if (bytes) return bytes;
  }
  return null;
}

// Seen at an angle, the corner without a finder lies off the parallelogram's by some modules.
function fourthCorner(picture, corners, size) {
  const module = distance(corners[0], corners[1]) / size.modules, reach = Math.min(5, size.modules / 10);
  let [best, most] = [corners, -1];
  for (let dy = -reach; dy <= reach; dy += 0.5)
    for (let dx = -reach; dx <= reach; dx += 0.5) {
      const moved = [corners[0], corners[1], [corners[2][0] + dx * module, corners[2][1] + dy * module], corners[3]], score = fit(picture, moved, size);
      if (score > most) [best, most] = [moved, score];
    }
  return best;
}
