// As much of X.509 and DER as a verifier needs: who a certificate is for, its key, its times, who signed it; and revocation lists.
import { curveEqualTo, curveOf, verifySignature } from './curves.js';

const hashes = { '1.2.840.10045.4.3.2': 'SHA-256', '1.2.840.10045.4.3.3': 'SHA-384', '1.2.840.10045.4.3.4': 'SHA-512' };

/** One element: its tag, all of its bytes, and its content. */
function element(bytes, at = 0) {
  let length = bytes[at + 1], start = at + 2;
  if (length & 0x80) {
    const count = length & 0x7f;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + bytes[start++];
  }
  if (!(start + length <= bytes.length)) throw new Error('cut short');
  return { tag: bytes[at], all: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) };
}

function children({ content }) {
  const found = [];
  for (let at = 0; at < content.length;) {
    const one = element(content, at);
    found.push(one);
    at += one.all.length;
  }
  return found;
}

// Identifiers made of a UUID have a part of 128 bits.
function oid({ content }) {
  const parts = [];
  let value = 0n;
  for (const byte of content) {
    value = value * 128n + BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    if (parts.length > 0) parts.push(value);
    else if (value < 80n) parts.push(value / 40n, value % 40n);
    else parts.push(2n, value - 80n);
    value = 0n;
  }
  return parts.join('.');
}

const letters = ({ content }) => new TextDecoder().decode(content);
const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('').toUpperCase();
const serialOf = ({ content }) => hex(content).replace(/^0+(?=.)/, '');
const same = (a, b) => a.length === b.length && a.every((v, i) => v === b[i]);

function time({ tag, content }) {
  const digits = new TextDecoder().decode(content), short = tag === 0x17;
  const year = short ? (digits.slice(0, 2) < '50' ? '20' : '19') + digits.slice(0, 2) : digits.slice(0, 4);
  const rest = digits.slice(short ? 2 : 4);
  return new Date(`${year}-${rest.slice(0, 2)}-${rest.slice(2, 4)}T${rest.slice(4, 6)}:${rest.slice(6, 8)}:${rest.slice(8, 10)}Z`);
}

function name(subject) {
  const found = {};
  for (const set of children(subject)) for (const pair of children(set)) {
    const [type, value] = children(pair);
    found[oid(type)] = letters(value);
  }
  return { country: (found['2.5.4.6'] ?? '').toUpperCase(), common: (found['2.5.4.3'] ?? '').toUpperCase(), organisation: found['2.5.4.10'] };
}

// Doc 9303-12 wants explicit parameters in certificates; the curve is then the one they equal.
function curveIn(parameters) {
  if (parameters.tag === 6) return curveOf(oid(parameters));
  if (parameters.tag !== 0x30) return null;
  const [, field, coefficients, generator, order, cofactor] = children(parameters), [a, b] = children(coefficients);
  return curveEqualTo({ prime: children(field)[1].content, a: a.content, b: b.content, generator: generator.content, order: order.content, cofactor: cofactor?.content });
}

export function readCertificate(der) {
  const whole = element(der), [tbs, algorithm, signature] = children(whole);
  const parts = children(tbs);
  if (parts[0].tag === 0xa0) parts.shift();
  const [serial, , issuer, validity, subject, key, ...rest] = parts;
  const [notBefore, notAfter] = children(validity).map(time);
  const [keyKind, point] = children(key);
  const certificate = {
    der, tbs: tbs.all, signature: signature.content.subarray(1), hash: hashes[oid(children(algorithm)[0])], serial: serialOf(serial),
    issuer: issuer.all, subject: subject.all, ...name(subject), notBefore, notAfter, keyFrom: notBefore, keyTo: notAfter, usages: null, isAuthority: true,
    curve: curveIn(children(keyKind)[1]), point: point.content.subarray(1),
  };
  const extensions = rest.find(r => r.tag === 0xa3);
  for (const extension of extensions ? children(children(extensions)[0]) : []) {
    const inside = children(extension), value = element(inside[inside.length - 1].content);
    switch (oid(inside[0])) {
      case '2.5.29.16':
        for (const limit of children(value)) certificate[limit.tag === 0x80 ? 'keyFrom' : 'keyTo'] = time({ tag: 0x18, content: limit.content });
        break;
      case '2.5.29.37': certificate.usages = children(value).map(oid); break;
      case '2.5.29.19': certificate.isAuthority = children(value).some(c => c.tag === 1 && c.content[0] !== 0); break;
    }
  }
  return certificate;
}

export function readRevocations(der) {
  const [tbs, algorithm, signature] = children(element(der)), parts = children(tbs);
  if (parts[0].tag === 0x02) parts.shift();
  const [, issuer, thisUpdate, ...rest] = parts;
  const list = rest.find(r => r.tag === 0x30);
  return {
    tbs: tbs.all, signature: signature.content.subarray(1), hash: hashes[oid(children(algorithm)[0])], issuer: issuer.all, thisUpdate: time(thisUpdate),
    serials: new Set((list ? children(list) : []).map(entry => serialOf(children(entry)[0]))),
  };
}

/** Two integers in DER as r and s of one width. */
function plainSignature(der, width) {
  const out = new Uint8Array(2 * width);
  children(element(der)).forEach(({ content }, i) => {
    const value = content[0] === 0 ? content.subarray(1) : content;
    out.set(value, (i + 1) * width - value.length);
  });
  return out;
}

/** Whether a signature r ‖ s over data is this certificate's; null when its curve is not known here. */
export const verifies = async ({ curve, point }, data, signature, hash) => curve ? verifySignature(curve, point, data, signature, hash) : null;

/** Whether an authority signed a certificate or a list. */
export async function isSignedBy(signed, authority) {
  if (!authority.isAuthority || !authority.curve || !signed.hash || !same(signed.issuer, authority.subject)) return false;
  try { return await verifies(authority, signed.tbs, plainSignature(signed.signature, authority.curve.width), signed.hash); } catch { return false; }
}
