// Lays a symbol's fixed modules over a photograph, moves its corners until they fit best, and reads the modules. A size of
// symbol says how many modules it has, what is fixed of them (wants: true dark, false light, undefined data), and how it is read.
import { inkAt } from './raster.js';

export const cross = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
export const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

// The map from the unit square to four corners (upper left, upper right, lower right, lower left).
function projection([a, b, c, d]) {
  const [sx, sy] = [a[0] - b[0] + c[0] - d[0], a[1] - b[1] + c[1] - d[1]];
  const [dx1, dy1, dx2, dy2] = [b[0] - c[0], b[1] - c[1], d[0] - c[0], d[1] - c[1]];
  const det = dx1 * dy2 - dx2 * dy1 || 1e-9;
  const [g, h] = [(sx * dy2 - dx2 * sy) / det, (dx1 * sy - sx * dy1) / det];
  const m = [b[0] - a[0] + g * b[0], d[0] - a[0] + h * d[0], a[0], b[1] - a[1] + g * b[1], d[1] - a[1] + h * d[1], a[1], g, h];
  return (u, v) => { const w = m[6] * u + m[7] * v + 1; return [(m[0] * u + m[1] * v + m[2]) / w, (m[3] * u + m[4] * v + m[5]) / w]; };
}

function patternOf(size) {
  const pattern = [];
  for (let y = 0; y < size.modules; y++)
    for (let x = 0; x < size.modules; x++) {
      const wants = size.wants(x, y);
      if (wants !== undefined) pattern.push([(x + 0.5) / size.modules, (y + 0.5) / size.modules, wants ? 1 : -1]);
    }
  // Around it there is nothing.
  for (let i = 0; i < size.modules; i += 2)
    for (const [x, y] of [[i, -1], [i, size.modules], [-1, i], [size.modules, i]]) pattern.push([(x + 0.5) / size.modules, (y + 0.5) / size.modules, -0.5]);
  return pattern;
}

const patterns = new Map();

/** How well a size fits between corners (upper left, upper right, lower right, lower left), at most 1. */
export function fit(picture, corners, size) {
  let pattern = patterns.get(size);
  if (!pattern) patterns.set(size, pattern = patternOf(size));
  const map = projection(corners);
  let sum = 0;
  for (const [u, v, sign] of pattern) sum += sign * inkAt(picture, map(u, v));
  return sum / pattern.length;
}

// Corners are moved as long as the finder pattern fits better.
export function settle(picture, corners, size, steps) {
  const module = distance(corners[0], corners[3]) / size.modules;
  let best = fit(picture, corners, size);
  for (const step of steps) {
    for (let pass = 0, better = true; better && pass < 4; pass++) {
      better = false;
      for (let corner = 0; corner < 4; corner++)
        for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
          const moved = corners.map((p, i) => i === corner ? [p[0] + dx * step * module, p[1] + dy * step * module] : p);
          const score = fit(picture, moved, size);
          if (score > best) [best, corners, better] = [score, moved, true];
        }
    }
  }
  return { score: best, corners };
}

/** The bytes between corners, or null. */
export function sample(picture, corners, size) {
  const map = projection(corners), n = size.modules, around = [[0, 0], [0.2, 0], [-0.2, 0], [0, 0.2], [0, -0.2]];
  const isDark = (x, y) => around.reduce((sum, [dx, dy]) => sum + inkAt(picture, map((x + 0.5 + dx) / n, (y + 0.5 + dy) / n)), 0) > 0;
  return size.decode(isDark);
}
