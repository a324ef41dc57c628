// Reads the symbols of a photograph: QR codes and DataMatrix.
import { findMatrix } from './findmatrix.js';
import { findQr } from './findqr.js';
import { binarize } from './raster.js';

/** What the first symbol found holds, or null. Gray: bytes, 0 is black. */
export function readSymbol(gray, width, height) {
  const picture = binarize(gray, width, height);
  return findQr(picture) ?? findMatrix(picture);
}
