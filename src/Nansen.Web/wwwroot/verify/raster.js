// A photograph as dark and light: what is ink is told by the surroundings.

export function integral(gray, width, height) {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += gray[y * width + x];
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  return sums;
}

// Dark is what is darker than its surroundings: a shadow over half of the page is no ink.
export function binarize(gray, width, height) {
  const sums = integral(gray, width, height), half = Math.max(10, Math.round(Math.min(width, height) / 32));
  const mean = new Uint8Array(width * height), dark = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - half), Math.min(height, y + half + 1)];
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - half), Math.min(width, x + half + 1)];
      const sum = sums[bottom * (width + 1) + right] - sums[top * (width + 1) + right] - sums[bottom * (width + 1) + left] + sums[top * (width + 1) + left];
      const i = y * width + x;
      mean[i] = sum / ((bottom - top) * (right - left));
      dark[i] = gray[i] < mean[i] * 0.9 ? 1 : 0;
    }
  }
  return { gray, width, height, mean, dark };
}

// How much darker (to 1) or lighter (to -1) than its surroundings.
export function inkAt({ gray, mean, width, height }, [x, y]) {
  const [cx, cy] = [Math.round(x - 0.5), Math.round(y - 0.5)];
  if (cx < 0 || cy < 0 || cx >= width || cy >= height) return -0.5;
  const i = cy * width + cx;
  return Math.max(-1, Math.min(1, (mean[i] - gray[i]) / 60));
}
