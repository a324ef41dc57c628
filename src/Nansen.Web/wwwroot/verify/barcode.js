// The other two forms of a seal: ICAO's barcode (IDB, text of Base32) and the seal in JSON (VDS-NC), as the signer signed them.
import { readCertificate } from './certificates.js';
import { dateAt, lengthAt, messagesOf, readC40, zoneOf } from './seal.js';

const hashes = { 1: 'SHA-256', 2: 'SHA-384', 3: 'SHA-512', ES256: 'SHA-256', ES384: 'SHA-384', ES512: 'SHA-512' };
const same = (a, b) => a.length === b.length && a.every((v, i) => v === b[i]);

/** Whether a symbol's bytes begin as a barcode or as a seal in JSON. */
export const isText = bytes => /^([RN]DB1|\s*\{)/.test(String.fromCharCode(...bytes.subarray(0, 8)));

/** Takes it apart; null when it is neither. */
export async function readText(bytes) {
  const text = new TextDecoder().decode(bytes).trim();
  try { return text[0] === '{' ? readJson(JSON.parse(text)) : await readBarcode(text); } catch { return null; }
}

function base32(text) {
  const bytes = [];
  let [window, bits] = [0, 0];
  for (const letter of text.replace(/=+$/, '')) {
    const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter);
    if (value < 0) throw new Error('no Base32');
    window = (window << 5 | value) & 0xffff;
    bits += 5;
    if (bits >= 8) bytes.push(window >> (bits -= 8) & 255);
  }
  return Uint8Array.from(bytes);
}

async function unpacked(bytes) {
  for (const form of ['deflate', 'deflate-raw', 'gzip']) {
    try { return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream(form))).arrayBuffer()); } catch { /* Another packing, perhaps. */ }
  }
  throw new Error('cannot be unpacked');
}

async function readBarcode(text) {
  const flag = text.charCodeAt(4) - 65, packed = base32(text.slice(5)), bytes = flag & 2 ? await unpacked(packed) : packed;
  if (flag < 0 || flag > 3) return null;
  let at = 2, signedOn = null;
  if (flag & 1) {
    // The date has four bytes with a mask in the wild, three in the report: whichever is a date and has the messages behind it.
    const width = [4, 3].find(w => bytes[8 + w] === 0x61 && (w === 3 || bytes[8] === 0) && dateAt(bytes, 5 + w));
    if (!width) return null;
    signedOn = dateAt(bytes, 5 + width);
    at = 8 + width;
  }
  const part = tag => {
    if (bytes[at] !== tag) return new Uint8Array();
    const [length, start] = lengthAt(bytes, at + 1);
    if (!(start + length <= bytes.length)) throw new Error('cut short');
    at = start + length;
    return bytes.subarray(start, at);
  };
  const messages = part(0x61), signed = bytes.subarray(0, at), inside = part(0x7e), signature = flag & 1 ? part(0x7f) : new Uint8Array(), features = [];
  if (messages.length === 0 || at !== bytes.length) return null;
  for (let from = 0; from < messages.length;) {
    const [length, start] = lengthAt(messages, from + 1);
    if (!(start + length <= messages.length)) return null;
    features.push([messages[from], messages.subarray(start, start + length)]);
    from = start + length;
  }
  return {
    country: readC40(bytes.subarray(0, 2))?.trim() ?? '', isSigned: (flag & 1) === 1, signedOn, signed, signature, hash: hashes[bytes[2]], inside: certificateIn(inside),
    async isBy(certificate) { return same(new Uint8Array(await crypto.subtle.digest('SHA-1', certificate.der)).subarray(15), bytes.subarray(3, 8)); },
    zone({ idbMessageTypes }) {
      const found = features.find(([tag]) => idbMessageTypes.some(m => m.tag === tag && /^MRZ/.test(m.coding)));
      return found ? zoneOf(found[1], 'MRZ') : null;
    },
    messages: ({ idbMessageTypes }) => messagesOf(new Map(features), idbMessageTypes),
  };
}

const certificateIn = bytes => bytes.length > 0 ? readCertificate(bytes) : null;

const base64 = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));

// RFC 8785: members sorted by their UTF-16 units, numbers and strings as this language writes them.
const canonical = value => value === null || typeof value !== 'object' ? JSON.stringify(value)
  : Array.isArray(value) ? `[${value.map(canonical)}]` : `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;

function readJson({ data, sig }) {
  const inside = sig.cer ? certificateIn(base64(sig.cer)) : null;
  return {
    country: data.hdr.is, isSigned: true, signed: new TextEncoder().encode(canonical(data)), signature: base64(sig.sigvl), hash: hashes[sig.alg], inside,
    // Without a certificate inside any signer may have made it.
    isBy: async () => inside === null,
    zone: () => null, messages: () => flat(data.msg, data.hdr.t),
  };
}

// What the message says, name by name, for the eye.
const flat = (value, name) => value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => flat(inner, `${name}.${key}`)) : [[name, String(value)]];
