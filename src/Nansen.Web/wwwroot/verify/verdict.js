// One verdict over a seal, with its reasons: the checks of Nansen.Documents/Verification, in the browser and without a network.
import { isText, readText } from './barcode.js';
import { isSignedBy, verifies } from './certificates.js';
import { expiryOf, readSeal } from './seal.js';
import { firstOf } from './trust.js';

const sealUsages = ['2.23.136.1.1.14.1', '2.23.136.1.1.14.2'], arrivalUsage = '0.4.0.127.0.7.3.5.1.1';
const dayOf = date => Math.floor(date.getTime() / 86400000);

/** Checks: id, outcome (right, wrong, open) and for wrong ones the status word of Doc 9303-13. */
export async function judge(bytes, trust, countries, now = new Date()) {
  const checks = [], add = (id, holds, status) => { checks.push({ id, outcome: holds === null ? 'open' : holds ? 'right' : 'wrong', status: holds === false ? status : null }); return holds; };
  const seal = isText(bytes) ? await readText(bytes) : readSeal(bytes);
  if (!add('sealFormat', seal !== null, 'WRONG_FORMAT')) return { result: 'Unreadable', checks, zone: null };
  if (seal.country === 'UTO') add('specimen', trust.policy.specimen, 'UNTRUSTED_CERTIFICATE');
  if ('issued' in seal) add('sealDates', seal.issued !== null && seal.signedOn !== null, 'WRONG_FORMAT');

  const known = seal.inside ? [seal.inside] : await filterBy(trust.signers, s => seal.isBy(s));
  if (!seal.isSigned) add('signature', false, 'INVALID_SIGNATURE');
  else if (add('signerKnown', known.length > 0, 'UNKNOWN_CERTIFICATE')) await judgeSigner(seal, known, trust, countries, now, add);

  const zone = seal.zone(trust.profiles);
  if (zone) {
    add('sealMrz', zone.digitsRight, 'INVALID_SEAL_MRZ');
    const expiry = expiryOf(zone);
    add('documentExpiry', expiry ? expiry >= now : null, 'EXPIRED_DOCUMENT');
  }
  const reason = trust.voidList && zone?.documentNumber ? await trust.voidList.find(zone.issuer, zone.documentCode, zone.documentNumber) : null;
  add('voidList', reason === null ? null : reason === 0, 'VOID_DOCUMENT');
  const oldest = Math.min(trust.issuedAt.getTime(), trust.voidList?.issuedAt.getTime() ?? 0);
  const fresh = now.getTime() - oldest <= trust.policy.maxListAgeDays * 86400000;
  add('listAge', fresh, 'STALE_LISTS');

  const wrong = checks.filter(c => c.outcome === 'wrong');
  // With old lists nobody can say "valid": what is otherwise right stays open.
  const result = wrong.length === 0 ? (checks.some(c => c.id === 'signature' && c.outcome === 'right') ? 'Valid' : 'Stale') : wrong.every(c => c.id === 'listAge') ? 'Stale' : 'NotValid';
  return { result, checks, zone, reason, says: seal.says };
}

async function filterBy(list, holds) {
  const kept = [];
  for (const one of list) if (await holds(one)) kept.push(one);
  return kept;
}

async function judgeSigner(seal, known, trust, countries, now, add) {
  const signer = await firstOf(known, s => verifies(s, seal.signed, seal.signature, seal.hash)) ?? known[0];
  add('signature', await verifies(signer, seal.signed, seal.signature, seal.hash), 'INVALID_SIGNATURE');
  const authority = await firstOf(trust.anchors, a => isSignedBy(signer, a));
  const state = countries[seal.country];
  add('signerTrusted', authority !== null && (!state || state === signer.country), 'UNTRUSTED_CERTIFICATE');
  add('signerUsage', signer.usages === null ? null : signer.usages.some(u => sealUsages.includes(u) || u === arrivalUsage && seal.isArrival), 'INVALID_DOCUMENTTYPE');
  const signedOn = seal.signedOn ? dayOf(seal.signedOn) : null;
  const current = dayOf(now) >= dayOf(signer.notBefore) && dayOf(now) <= dayOf(signer.notAfter);
  add('signerInTime', !current ? false : signedOn === null ? null : signedOn >= dayOf(signer.keyFrom) && signedOn <= dayOf(signer.keyTo), 'EXPIRED_CERTIFICATE');
  const lists = authority ? trust.revocations.filter(r => r.issuer.length === authority.subject.length && r.issuer.every((v, i) => v === authority.subject[i])) : [];
  add('signerRevoked', lists.length === 0 ? null : !lists.some(l => l.serials.has(signer.serial)), 'REVOKED_CERTIFICATE');
}
