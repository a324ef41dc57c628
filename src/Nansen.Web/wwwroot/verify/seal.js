// Visible digital seals, versions 3 and 4 (Doc 9303-13), and the machine-readable zone inside.

const c40 = value => value === 3 ? ' ' : value < 14 ? String.fromCharCode(48 + value - 4) : String.fromCharCode(65 + value - 14);

/** Packed letters, or null. */
export function readC40(bytes) {
  if (bytes.length % 2) return null;
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const last = i + 2 === bytes.length;
    if (bytes[i] === 0xfe) return last ? text + String.fromCharCode(bytes[i + 1] - 1) : null;
    const word = (bytes[i] << 8 | bytes[i + 1]) - 1;
    if (word < 0 || word >= 64000) return null;
    const values = [Math.floor(word / 1600), Math.floor(word / 40) % 40, word % 40];
    if (last && values[2] === 0) values.pop();
    if (values.some(v => v < 3)) return null;
    text += values.map(c40).join('');
  }
  return text;
}

/** The day in three bytes, or null. */
export function dateAt(bytes, at) {
  const raw = bytes[at] << 16 | bytes[at + 1] << 8 | bytes[at + 2];
  const [month, day, year] = [Math.floor(raw / 1e6), Math.floor(raw / 1e4) % 100, raw % 1e4];
  const found = new Date(Date.UTC(year, month - 1, day));
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day ? found : null;
}

/** Takes a seal apart; null when it is none. */
export function readSeal(bytes) {
  if (bytes.length < 18 || bytes[0] !== 0xdc) return null;
  if (bytes[1] === 2) {
    const reference = readC40(bytes.subarray(4, 10));
    return reference?.length === 9 ? rest(bytes, reference.slice(0, 4), reference.slice(4), 10) : null;
  }
  const signer = bytes[1] === 3 ? readC40(bytes.subarray(4, 8)) : null;
  if (signer?.length !== 6) return null;
  // The length is hexadecimal, in some seals decimal: the first reading whose dates are dates wins.
  for (const length of [parseInt(signer.slice(4), 16), parseInt(signer.slice(4), 10)]) {
    if (!(length > 0)) continue;
    const size = Math.floor((length + 2) / 3) * 2, reference = readC40(bytes.subarray(8, 8 + size));
    if (reference?.length !== length) continue;
    const seal = rest(bytes, signer.slice(0, 4), reference, 8 + size);
    if (seal?.issued && seal.signedOn) return seal;
  }
  return null;
}

/** A length in DER and where its content begins. */
export function lengthAt(bytes, at) {
  if (bytes[at] < 0x80) return [bytes[at], at + 1];
  if (bytes[at] === 0x81 && bytes[at + 1] >= 0x80) return [bytes[at + 1], at + 2];
  if (bytes[at] === 0x82 && bytes[at + 1] > 0) return [bytes[at + 1] << 8 | bytes[at + 2], at + 3];
  return [NaN, at];
}

function rest(bytes, signer, reference, at) {
  const seal = {
    country: readC40(bytes.subarray(2, 4))?.trim() ?? '', signer, reference: reference.replace(/^0+(?=.)/, ''),
    issued: dateAt(bytes, at), signedOn: dateAt(bytes, at + 3), profile: ((bytes[at + 6] << 8) | bytes[at + 7]).toString(16).padStart(4, '0'), features: new Map(),
  };
  for (at += 8; at < bytes.length && bytes[at] !== 0xff;) {
    const tag = bytes[at];
    const [length, start] = bytes[1] === 3 ? lengthAt(bytes, at + 1) : [bytes[at + 1], at + 2];
    if (!(start + length <= bytes.length) || seal.features.has(tag)) return null;
    seal.features.set(tag, bytes.subarray(start, start + length));
    at = start + length;
  }
  if (at >= bytes.length) return null;
  const [length, start] = lengthAt(bytes, at + 1);
  if (!(length > 0) || length % 2 || start + length !== bytes.length) return null;
  return {
    ...seal, isSigned: true, isArrival: seal.profile === 'fd02', signed: bytes.subarray(0, at), signature: bytes.subarray(start), inside: null,
    isBy: async certificate => certificate.country + certificate.common === seal.signer && certificate.serial === seal.reference,
    zone: profiles => sealedZone(seal, profiles), messages: profiles => messagesOf(seal.features, profileOf(seal, profiles)?.messages ?? []),
  };
}

// First character, last (not included), for each field; the digit stands behind. Doc 9303 parts 4 to 6.
const layouts = {
  30: { lines: 3, number: [0, 5, 14], rest: [0, 15, 30], birth: [1, 0, 6], sex: [1, 7], expiry: [1, 8, 14], nationality: [1, 15], names: [2, 0, 30], whole: [[0, 5, 30], [1, 0, 7], [1, 8, 15], [1, 18, 29]], digit: [1, 29] },
  36: { lines: 2, number: [1, 0, 9], rest: [1, 28, 35], birth: [1, 13, 19], sex: [1, 20], expiry: [1, 21, 27], nationality: [1, 10], names: [0, 5, 36], whole: [[1, 0, 10], [1, 13, 20], [1, 21, 35]], digit: [1, 35] },
  44: { lines: 2, number: [1, 0, 9], optional: [1, 28, 42], birth: [1, 13, 19], sex: [1, 20], expiry: [1, 21, 27], nationality: [1, 10], names: [0, 5, 44], whole: [[1, 0, 10], [1, 13, 20], [1, 21, 43]], digit: [1, 43] },
};

const digitOf = text => String([...text].reduce((sum, c, i) => sum + [7, 3, 1][i % 3] * (c === '<' ? 0 : c <= '9' ? +c : c.charCodeAt(0) - 55), 0) % 10);
const plain = text => text.replace(/</g, ' ').trim();

/** The fields of a zone and whether its digits are right; null when it has no known form. */
export function readZone(lines) {
  const layout = layouts[lines[0]?.length];
  if (!layout || lines.length !== layout.lines || lines.some(l => l.length !== lines[0].length || /[^A-Z0-9<]/.test(l))) return null;
  const cut = ([line, from, to]) => lines[line].slice(from, to ?? from + 1);
  const follows = ([line, , to]) => lines[line][to];
  const isVisa = lines[0][0] === 'V', right = field => digitOf(cut(field)) === follows(field), { number, isRight } = numberIn(lines, isVisa ? { number: layout.number } : layout, cut, follows);
  // An empty field of optional data may have a filler for its digit; visas have neither that digit nor the one over all.
  const whole = isVisa || digitOf(layout.whole.map(cut).join('')) === cut(layout.digit);
  const optional = isVisa || !layout.optional || right(layout.optional) || follows(layout.optional) + cut(layout.optional) === '<'.repeat(15);
  const [primary, secondary = ''] = cut(layout.names).split('<<');
  return {
    lines, digitsRight: isRight && right(layout.birth) && right(layout.expiry) && optional && whole, documentCode: plain(lines[0].slice(0, 2)), issuer: plain(lines[0].slice(2, 5)), documentNumber: plain(number),
    nationality: plain(lines[layout.nationality[0]].slice(layout.nationality[1], layout.nationality[1] + 3)), dateOfBirth: cut(layout.birth), sex: cut(layout.sex).replace('<', 'X'), dateOfExpiry: cut(layout.expiry),
    primary: plain(primary), secondary: plain(secondary),
  };
}

// A long number goes on in the optional data and has its digit there (parts 5 and 6, note j); old Belgian cards count the filler between.
function numberIn(lines, { number, rest }, cut, follows) {
  const principal = cut(number), [behind] = rest && follows(number) === '<' ? cut(rest).split('<') : [''];
  if (behind.length < 2 || principal.endsWith('<')) return { number: principal, isRight: digitOf(principal) === follows(number) };
  const more = behind.slice(0, -1);
  return { number: principal + more, isRight: [principal + more, `${principal}<${more}`].some(text => digitOf(text) === behind.slice(-1)) };
}

// How long a line is in a message of so many letters; the second line of a visa is cut behind the digit of the expiry.
const widths = { MRZ: { 72: 36, 88: 44, 90: 30 }, MRZ_MRVA: { 72: 44 }, MRZ_MRVB: { 64: 36 } };

/** The zone in a message; one without fields and with wrong digits when it cannot be read. */
export function zoneOf(message, coding) {
  const text = readC40(message)?.replace(/ /g, '<'), width = widths[coding][text?.length];
  return (width ? readZone(text.match(new RegExp(`.{1,${width}}`, 'g')).map(line => line.padEnd(width, '<'))) : null) ?? { lines: [], digitsRight: false, dateOfExpiry: '' };
}

const profileOf = (seal, { vdsDocumentTypes }) => vdsDocumentTypes.find(p => p.documentRef.toLowerCase() === seal.profile);

// The zone sealed inside, by the profile that the bundle brings.
function sealedZone(seal, profiles) {
  const message = profileOf(seal, profiles)?.messages.find(m => m.coding in widths && seal.features.has(m.tag));
  return message ? zoneOf(seal.features.get(message.tag), message.coding) : null;
}

const iso = date => date?.toISOString().slice(0, 10) ?? '?';

function textOf(coding, bytes) {
  switch (coding) {
    case 'C40': return readC40(bytes);
    case 'UTF8_STRING': case 'DATE_STRING': return new TextDecoder().decode(bytes);
    case 'BYTE': return String(bytes[0]);
    case 'MASKED_DATE': return bytes[0] === 0 ? iso(dateAt(bytes, 1)) : null;
    case 'VALIDITY_DATES': return `${iso(dateAt(bytes, 0))}/${iso(dateAt(bytes, 3))}`;
    default: return null;
  }
}

/** The messages that are texts, name by name, for documents without a zone. */
export const messagesOf = (features, types) => types.filter(m => features.has(m.tag)).map(m => [m.name, textOf(m.coding, features.get(m.tag))]).filter(([, text]) => text !== null);

/** The last day that a message of its own names, or null; eight digits are a day of our time in one order alone. */
export function lastDayIn(messages) {
  const text = messages.find(([name]) => ['VALID_TO', 'VALIDITY_DATES', 'EXPIRY_DATE'].includes(name))?.[1].split('/').pop();
  const [, year, month, day] = /^((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(\d\d)$/.exec(text) ?? [], [, d, m, y] = /^(\d\d)(\d\d)(\d{4})$/.exec(text) ?? [];
  return year ? new Date(Date.UTC(year, month - 1, day, 23, 59, 59)) : y ? new Date(Date.UTC(y, m - 1, d, 23, 59, 59)) : null;
}

/** The last day, the century by the rule that an expiry lies at most fifty years ahead. */
export function expiryOf(zone) {
  if (!/^\d{6}$/.test(zone.dateOfExpiry)) return null;
  const [year, month, day] = [0, 2, 4].map(i => +zone.dateOfExpiry.slice(i, i + 2));
  return new Date(Date.UTC(2000 + year > new Date().getUTCFullYear() + 50 ? 1900 + year : 2000 + year, month - 1, day, 23, 59, 59));
}
