// The checkpoint bundle (NCB1) and the void list (NVL1) inside: what this phone trusts, and since when.
// Layouts: Nansen.Documents/Trust/CheckpointBundle.cs and VoidListFile.cs.
import { isSignedBy, readCertificate, readRevocations, verifies } from './certificates.js';

const listUsage = '2.25.300861471236781527093158476209873216540';
const ascii = bytes => new TextDecoder().decode(bytes);
const view = bytes => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');

/** Opens a bundle; the error's message is a key of the page's texts. */
export async function openBundle(file, pinned) {
  const bytes = new Uint8Array(file), data = view(bytes), parts = new Map();
  if (bytes.length < 20 || ascii(bytes.subarray(0, 4)) !== 'NCB1') throw new Error('bundleDamaged');
  let at = 16;
  for (let i = data.getInt32(12, true); i > 0; i--) {
    const nameLength = data.getUint16(at, true), name = ascii(bytes.subarray(at + 2, at + 2 + nameLength));
    at += 2 + nameLength;
    const length = data.getInt32(at, true);
    at += 4;
    if (length < 0 || at + length > bytes.length) throw new Error('bundleDamaged');
    parts.set(name, bytes.subarray(at, at + length));
    at += length;
  }
  const certificateLength = data.getUint16(at, true), signatureAt = at + 2 + certificateLength;
  const signer = readCertificate(bytes.subarray(at + 2, signatureAt));
  if (!await verifies(signer, bytes.subarray(0, signatureAt), bytes.subarray(signatureAt))) throw new Error('bundleSignature');
  if (!signer.usages?.includes(listUsage)) throw new Error('bundleSigner');

  const of = folder => [...parts].filter(([name]) => name.startsWith(folder)).map(([, part]) => part);
  const anchors = of('anchors/').map(readCertificate);
  const vouching = await firstOf(anchors, a => isSignedBy(signer, a));
  // The authority that vouched at the first visit is the one this phone goes on with: another one is somebody else's bundle.
  const print = vouching ? hex(await sha256(vouching.der)) : null;
  if (!vouching || pinned && pinned !== print) throw new Error('bundleSigner');
  const revocations = [];
  for (const list of of('crl/').map(readRevocations)) if (await firstOf(anchors, a => isSignedBy(list, a))) revocations.push(list);
  const otherVoidLists = [];
  for (const part of of('void/')) {
    const list = await openVoidList(part, anchors);
    if (list) otherVoidLists.push(list);
  }
  return {
    otherVoidLists, print, issuedAt: new Date(Number(data.getBigInt64(4, true)) * 1000), anchors, revocations,
    policy: { maxListAgeDays: 28, specimen: false, ...JSON.parse(ascii(parts.get('policy.json') ?? new TextEncoder().encode('{}'))) },
    profiles: JSON.parse(ascii(parts.get('profiles.json'))),
    signers: of('signers/').map(readCertificate), voidList: await openVoidList(parts.get('void.bin'), anchors),
  };
}

export async function firstOf(list, holds) {
  for (const one of list) if (await holds(one)) return one;
  return null;
}

async function openVoidList(bytes, anchors) {
  if (!bytes || ascii(bytes.subarray(0, 4)) !== 'NVL1') return null;
  const data = view(bytes), buckets = data.getInt32(67, true), count = data.getInt32(71, true), blocks = Math.floor((buckets - 1) / 64) + 1;
  const countsAt = 75 + 4 * blocks, entriesAt = countsAt + 32 * blocks, certificateAt = entriesAt + 3 * count;
  const signatureAt = certificateAt + 2 + data.getUint16(certificateAt, true);
  const signer = readCertificate(bytes.subarray(certificateAt + 2, signatureAt));
  if (!await verifies(signer, bytes.subarray(0, signatureAt), bytes.subarray(signatureAt)) || !signer.usages?.includes(listUsage)) return null;
  if (!await firstOf(anchors, a => isSignedBy(signer, a))) return null;
  const countOf = bucket => bytes[countsAt + (bucket >> 1)] >> ((bucket & 1) << 2) & 15;
  return {
    country: signer.country, issuer: ascii(bytes.subarray(4, 7)).replace(/<+$/, ''), issuedAt: new Date(Number(data.getBigInt64(23, true)) * 1000),
    /** Why a document is void (1 lost … 7 other), or 0. */
    async find(issuer, type, number) {
      const clean = text => text.toUpperCase().replace(/[< -]/g, '');
      const salt = bytes.subarray(7, 23), words = new TextEncoder().encode(`${clean(issuer)}|${clean(type)}|${clean(number)}`);
      const text = new Uint8Array(salt.length + words.length);
      text.set(salt);
      text.set(words, salt.length);
      const hash = view(await sha256(text));
      const bucket = Number(hash.getBigUint64(0) * BigInt(buckets) >> 64n), wanted = hash.getUint32(8) >>> 11;
      let start = data.getUint32(75 + 4 * (bucket >> 6), true);
      for (let b = bucket & ~63; b < bucket; b++) start += countOf(b);
      for (let i = start; i < start + countOf(bucket); i++) {
        const entry = bytes[entriesAt + 3 * i] | bytes[entriesAt + 3 * i + 1] << 8 | bytes[entriesAt + 3 * i + 2] << 16;
        if (entry >> 3 === wanted) return entry & 7 || 7;
      }
      return 0;
    },
  };
}
