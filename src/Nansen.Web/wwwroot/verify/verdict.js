// One verdict over a seal, with its reasons: the checks of Nansen.Documents/Verification, in the browser and without a network.
import { isText, readText } from './barcode.js';
import { isSignedBy, verifies } from './certificates.js';
import { expiryOf, lastDayIn, readSeal } from './seal.js';
import { firstOf } from './trust.js';

const sealUsages = ['2.23.136.1.1.14.1', '2.23.136.1.1.14.2'], arrivalUsage = '0.4.0.127.0.7.3.5.1.1';
const day = 86400000, dayOf = date => Math.floor(date.getTime() / day);

/** Checks: id, outcome (right, wrong, open) and for wrong ones the status word of Doc 9303-13. */
export async function judge(bytes, trust, countries, now = new Date()) {
  const checks = [], add = (id, holds, status) => { checks.push({ id, outcome: holds === null ? 'open' : holds ? 'right' : 'wrong', status: holds === false ? status : null }); return holds; };
  const seal = isText(bytes) ? await readText(bytes) : readSeal(bytes);
  if (!add('sealFormat', seal !== null, 'WRONG_FORMAT')) return { result: 'Unreadable', checks, zone: null };
  if (seal.country === 'UTO') add('specimen', trust.policy.specimen, 'UNTRUSTED_CERTIFICATE');
  if ('issued' in seal) add('sealDates', seal.issued !== null && seal.signedOn !== null, 'WRONG_FORMAT');

  const known = seal.inside ? [seal.inside] : await filterBy(trust.signers, s => seal.isBy(s));
  let listedAt = null;
  if (!seal.isSigned) add('signature', false, 'INVALID_SIGNATURE');
  else if (add('signerKnown', known.length > 0, 'UNKNOWN_CERTIFICATE')) listedAt = await judgeSigner(seal, known, trust, countries, now, add);

  const zone = seal.zone(trust.profiles), messages = seal.messages(trust.profiles), lastDay = lastDayIn(messages);
  if (zone) add('sealMrz', zone.digitsRight, 'INVALID_SEAL_MRZ');
  if (zone || lastDay) {
    const expiry = lastDay ?? expiryOf(zone);
    add('documentExpiry', expiry ? expiry >= now : null, 'EXPIRED_DOCUMENT');
  }
  // A State declares its own documents void, no other's, and has two spellings, as D and DEU.
  const isOwn = l => l.issuer === zone?.issuer || countries[l.issuer] && countries[l.issuer] === countries[zone?.issuer];
  const others = trust.otherVoidLists.filter(l => countries[l.issuer] === l.country && isOwn(l)).sort((a, b) => b.issuedAt - a.issuedAt);
  const own = trust.voidList && isOwn(trust.voidList) ? trust.voidList : others[0];
  let reason = 0;
  if (zone?.documentNumber) for (const list of [trust.voidList, own]) reason ||= await list?.find(zone.issuer, zone.documentCode, zone.documentNumber);
  add('voidList', reason ? false : own && zone?.documentNumber ? true : null, 'VOID_DOCUMENT');
  const oldest = Math.min(trust.issuedAt.getTime(), (own ?? trust.voidList)?.issuedAt.getTime() ?? 0, listedAt ?? Infinity);
  // A clock that is set back makes every list look young.
  const fresh = now.getTime() - oldest <= trust.policy.maxListAgeDays * day && trust.issuedAt.getTime() - now.getTime() <= day;
  add('listAge', fresh, 'STALE_LISTS');

  const wrong = checks.filter(c => c.outcome === 'wrong');
  // With old lists nobody can say "valid": what is otherwise right stays open.
  const result = wrong.length === 0 ? (checks.some(c => c.id === 'signature' && c.outcome === 'right') ? 'Valid' : 'Stale') : wrong.every(c => c.id === 'listAge') ? 'Stale' : 'NotValid';
  return { result, checks, zone, reason, says: zone || messages.length === 0 ? null : messages };
}

async function filterBy(list, holds) {
  const kept = [];
  for (const one of list) if (await holds(one)) kept.push(one);
  return kept;
}

/** Adds the checks of the signer; gives the moment of the newest revocation list of its authority, 0 when there is none, null without an authority. */
async function judgeSigner(seal, known, trust, countries, now, add) {
  const signer = await firstOf(known, s => verifies(s, seal.signed, seal.signature, seal.hash)) ?? known[0];
  add('signature', await verifies(signer, seal.signed, seal.signature, seal.hash), 'INVALID_SIGNATURE');
  const authority = await firstOf(trust.anchors, a => isSignedBy(signer, a));
  const state = countries[seal.country];
  add('signerTrusted', authority !== null && (!state || state === signer.country), 'UNTRUSTED_CERTIFICATE');
  add('signerUsage', signer.usages === null ? null : signer.usages.some(u => sealUsages.includes(u) || u === arrivalUsage && seal.isArrival), 'INVALID_DOCUMENTTYPE');
  const signedOn = seal.signedOn ? dayOf(seal.signedOn) : null;
  const current = dayOf(now) >= dayOf(signer.notBefore) && dayOf(now) <= dayOf(signer.notAfter) && (!authority || dayOf(now) <= dayOf(authority.notAfter));
  add('signerInTime', !current ? false : signedOn === null ? null : signedOn >= dayOf(signer.keyFrom) && signedOn <= dayOf(signer.keyTo), 'EXPIRED_CERTIFICATE');
  const lists = authority ? trust.revocations.filter(r => r.issuer.length === authority.subject.length && r.issuer.every((v, i) => v === authority.subject[i])) : [];
  add('signerRevoked', lists.length === 0 ? null : !lists.some(l => l.serials.has(signer.serial)), 'REVOKED_CERTIFICATE');
  // When the newest was made; without one nobody knows whether the signer is still trusted, and the lists count as old.
  return authority ? Math.max(0, ...lists.map(l => l.thisUpdate.getTime())) : null;
}
