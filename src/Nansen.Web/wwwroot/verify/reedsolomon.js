// Reed and Solomon's codes over 256 values: DataMatrix and QR differ in the polynomial of the field and in the first root.

/** What corrects a block in place; false when more is wrong than the count of its correction words can mend. */
export function reedSolomon(polynomial, first) {
  const exp = new Uint8Array(512), log = new Int32Array(256);
  for (let i = 0, x = 1; i < 255; i++) {
    exp[i] = exp[i + 255] = x;
    log[x] = i;
    x <<= 1;
    if (x > 255) x ^= polynomial;
  }

  const times = (a, b) => a === 0 || b === 0 ? 0 : exp[log[a] + log[b]];
  const over = (a, b) => a === 0 ? 0 : exp[log[a] + 255 - log[b]];
  const valueAt = (p, x) => { let sum = 0; for (let j = p.length - 1; j >= 0; j--) sum = times(sum, x) ^ p[j]; return sum; };
  const syndromes = (block, count) => Uint8Array.from({ length: count }, (_, i) => block.reduce((sum, value) => times(sum, exp[i + first]) ^ value, 0));

  // Berlekamp and Massey: the shortest polynomial whose roots tell where the errors are.
  function locatorOf(s) {
    const count = s.length;
    let locator = new Uint8Array(count + 1), before = new Uint8Array(count + 1), errors = 0, shift = 1, last = 1;
    locator[0] = before[0] = 1;
    for (let i = 0; i < count; i++) {
      let discrepancy = s[i];
      for (let j = 1; j <= errors; j++) discrepancy ^= times(locator[j], s[i - j]);
      if (discrepancy === 0) { shift++; continue; }
      const keep = locator.slice(), factor = over(discrepancy, last);
      for (let j = 0; j + shift <= count; j++) locator[j + shift] ^= times(factor, before[j]);
      if (2 * errors > i) { shift++; continue; }
      errors = i + 1 - errors;
      before = keep;
      last = discrepancy;
      shift = 1;
    }
    return 2 * errors > count ? null : locator.subarray(0, errors + 1);
  }

  return function correct(block, count) {
    const s = syndromes(block, count);
    if (s.every(v => v === 0)) return true;
    const locator = locatorOf(s), errors = locator ? locator.length - 1 : 0, places = [];
    for (let place = 0; locator && place < block.length; place++) if (valueAt(locator, exp[255 - place % 255]) === 0) places.push(place);
    if (!locator || places.length !== errors) return false;
    const evaluator = new Uint8Array(errors);
    for (let i = 0; i < errors; i++) for (let j = 0; j <= i; j++) evaluator[i] ^= times(locator[j], s[i - j]);
    // Forney: the value that was added at each place.
    for (const place of places) {
      const inverse = exp[255 - place % 255];
      let slope = 0;
      for (let j = 1; j <= errors; j += 2) slope ^= times(locator[j], exp[log[inverse] * (j - 1) % 255]);
      if (slope === 0) return false;
      block[block.length - 1 - place] ^= times(over(valueAt(evaluator, inverse), slope), exp[place * (256 - first) % 255]);
    }
    return syndromes(block, count).every(v => v === 0);
  };
}
