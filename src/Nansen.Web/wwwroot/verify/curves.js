// Signatures over named curves. Browsers verify those over NIST's curves; for Brainpool's (RFC 5639), usual in German
// documents, ECDSA is worked out here (SEC 1, section 4.1.4). Everything is public, so nothing need take constant time.

const named = (name, oid, width, hash, browser, p, a, b, x, y, n) => ({ name, oid, width, hash, browser, p: BigInt(p), a: BigInt(a), b: BigInt(b), x: BigInt(x), y: BigInt(y), n: BigInt(n) });

const all = [
  named('P-256', '1.2.840.10045.3.1.7', 32, 'SHA-256', true,
    '0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff',
    '0xffffffff00000001000000000000000000000000fffffffffffffffffffffffc',
    '0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b',
    '0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
    '0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    '0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'),
  named('P-384', '1.3.132.0.34', 48, 'SHA-384', true,
    '0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff',
    '0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc',
    '0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef',
    '0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7',
    '0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f',
    '0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973'),
  named('P-521', '1.3.132.0.35', 66, 'SHA-512', true,
    '0x01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    '0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc',
    '0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00',
    '0x00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66',
    '0x011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650',
    '0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409'),
  named('brainpoolP256r1', '1.3.36.3.3.2.8.1.1.7', 32, 'SHA-256', false,
    '0xa9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377',
    '0x7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9',
    '0x26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6',
    '0x8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262',
    '0x547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997',
    '0xa9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7'),
  named('brainpoolP384r1', '1.3.36.3.3.2.8.1.1.11', 48, 'SHA-384', false,
    '0x8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53',
    '0x7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826',
    '0x04a8c7dd22ce28268b39b55416f0447c2fb77de107dcd2a62e880ea53eeb62d57cb4390295dbc9943ab78696fa504c11',
    '0x1d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1e',
    '0x8abe1d7520f9c2a45cb1eb8e95cfd55262b70b29feec5864e19c054ff99129280e4646217791811142820341263c5315',
    '0x8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565'),
  named('brainpoolP512r1', '1.3.36.3.3.2.8.1.1.13', 64, 'SHA-512', false,
    '0xaadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f3',
    '0x7830a3318b603b89e2327145ac234cc594cbdd8d3df91610a83441caea9863bc2ded5d5aa8253aa10a2ef1c98b9ac8b57f1117a72bf2c7b9e7c1ac4d77fc94ca',
    '0x3df91610a83441caea9863bc2ded5d5aa8253aa10a2ef1c98b9ac8b57f1117a72bf2c7b9e7c1ac4d77fc94cadc083e67984050b75ebae5dd2809bd638016f723',
    '0x81aee4bdd82ed9645a21322e9c4c6a9385ed9f70b5d916c1b43b62eef4d0098eff3b1f78e2d0d48d50d1687b93b97d5f7c6d5047406a5e688b352209bcb9f822',
    '0x7dde385d566332ecc0eabfa9cf7822fdf209f70024a57b1aa000c55b881f8111b2dcde494a5f485e5bca4bd88a2763aed1ca2b2fa8f0540678cd1e0f3ad80892',
    '0xaadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca70330870553e5c414ca92619418661197fac10471db1d381085ddaddb58796829ca90069'),
];

const big = bytes => bytes.reduce((value, byte) => value << 8n | BigInt(byte), 0n);
const mod = (value, m) => { const rest = value % m; return rest < 0n ? rest + m : rest; };

/** The curve of an identifier, or null. */
export const curveOf = oid => all.find(c => c.oid === oid) ?? null;

/**
 * The named curve that explicit parameters equal in every number, or null: with a generator of the forger's own, any public
 * key has a known private key (CVE-2020-0601).
 */
export function curveEqualTo({ prime, a, b, generator, order, cofactor }) {
  if (cofactor && big(cofactor) !== 1n) return null;
  const curve = all.find(c => c.p === big(prime) && c.a === big(a) && c.b === big(b) && c.n === big(order));
  if (!curve || big(generator.subarray(1, 1 + curve.width)) !== curve.x) return null;
  if (generator.length === 1 + curve.width) return BigInt(generator[0]) === 2n + (curve.y & 1n) ? curve : null;
  return generator.length === 1 + 2 * curve.width && generator[0] === 4 && big(generator.subarray(1 + curve.width)) === curve.y ? curve : null;
}

/** Whether r ‖ s is the signature of a public point (04 ‖ x ‖ y) over data. */
export async function verifySignature(curve, point, data, signature, hash = curve.hash) {
  if (signature.length !== 2 * curve.width || point.length !== 1 + 2 * curve.width || point[0] !== 4) return false;
  if (!curve.browser) return verifyByHand(curve, point, new Uint8Array(await crypto.subtle.digest(hash, data)), signature);
  const key = await crypto.subtle.importKey('raw', point, { name: 'ECDSA', namedCurve: curve.name }, false, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash }, key, signature, data);
}

function verifyByHand(curve, point, digest, signature) {
  const { p, a, b, n, width } = curve;
  const [r, s, x, y] = [big(signature.subarray(0, width)), big(signature.subarray(width)), big(point.subarray(1, 1 + width)), big(point.subarray(1 + width))];
  if (r <= 0n || r >= n || s <= 0n || s >= n || x >= p || y >= p || mod(y * y - (x * x + a) * x - b, p) !== 0n) return false;
  // Of a hash longer than the order its left bits count.
  const e = big(digest) >> BigInt(Math.max(0, 8 * digest.length - n.toString(2).length)), w = inverse(s, n);
  const sum = twofold(curve, mod(e * w, n), { x: curve.x, y: curve.y, z: 1n }, mod(r * w, n), { x, y, z: 1n });
  return sum.z !== 0n && mod(sum.x * inverse(sum.z * sum.z % p, p), p) % n === r;
}

function inverse(value, m) {
  let [low, high, one, other] = [mod(value, m), m, 1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high, one, other] = [high - low * quotient, low, other - one * quotient, one];
  }
  return mod(one, m);
}

// u·G + v·Q in one run over the bits, in Jacobian coordinates: x/z², y/z³.
function twofold(curve, u, g, v, q) {
  const both = add(curve, g, q);
  let sum = { x: 1n, y: 1n, z: 0n };
  for (let bit = BigInt(curve.n.toString(2).length - 1); bit >= 0n; bit--) {
    sum = double(curve, sum);
    const which = (u >> bit & 1n) + 2n * (v >> bit & 1n);
    if (which !== 0n) sum = add(curve, sum, which === 1n ? g : which === 2n ? q : both);
  }
  return sum;
}

function double({ p, a }, { x, y, z }) {
  if (z === 0n || y === 0n) return { x: 1n, y: 1n, z: 0n };
  const yy = y * y % p, s = 4n * x * yy % p, zz = z * z % p, m = (3n * x * x + a * (zz * zz % p)) % p;
  const x2 = mod(m * m - 2n * s, p);
  return { x: x2, y: mod(m * (s - x2) - 8n * yy * yy, p), z: 2n * y * z % p };
}

function add(curve, one, other) {
  if (one.z === 0n) return other;
  if (other.z === 0n) return one;
  const { p } = curve, z1 = one.z * one.z % p, z2 = other.z * other.z % p;
  const u1 = one.x * z2 % p, u2 = other.x * z1 % p, s1 = one.y * z2 * other.z % p, s2 = other.y * z1 * one.z % p;
  if (u1 === u2) return s1 === s2 ? double(curve, one) : { x: 1n, y: 1n, z: 0n };
  const h = u2 - u1, r = s2 - s1, hh = h * h % p, hhh = h * hh % p, v = u1 * hh % p;
  const x = mod(r * r - hhh - 2n * v, p);
  return { x, y: mod(r * (v - x) - s1 * hhh, p), z: mod(h * one.z * other.z, p) };
}
