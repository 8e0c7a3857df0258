import { generateKeyPairSync, type KeyObject, type KeyPairKeyObjectResult, sign } from 'node:crypto';

const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const octets = (held: Uint8Array) => der(0x04, held);
const integer = (value: number) => der(0x02, Buffer.from([value]));
/** Encodes a time as UTCTime, which has a two-digit year. */
const time = (ms: number) =>
  der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const ECDSA_WITH_SHA256 = oid('2a8648ce3d040302');
const COMMON_NAME = oid('550403');
const BASIC_CONSTRAINTS = oid('551d13');
const ALTERNATIVE_NAME = oid('551d11');

let lastSerial = 0;

export type Certified = { key: string; cert: string };

/** Key and certificate, both as PEM, of an untrusted party on loopback; valid for about a day. */
export const OTHER_SERVER = makeAuthority('nobody').own;

/**
 * Makes a certificate authority (RFC 5280) with a new P-256 key, which issues certificates for 127.0.0.1. Its own
 * certificate also works as a server certificate.
 */
export function makeAuthority(name: string): { own: Certified; issue: (to: string) => Certified } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = certificate({ subject: name, issuer: name, key: pair, signer: pair.privateKey, isAuthority: true });
  return {
    own,
    issue: (to) => {
      const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return certificate({ subject: to, issuer: name, key, signer: pair.privateKey, isAuthority: false });
    },
  };
}

function certificate(given: {
  subject: string;
  issuer: string;
  key: KeyPairKeyObjectResult;
  signer: KeyObject;
  isAuthority: boolean;
}): Certified {
  const algorithm = sequence(ECDSA_WITH_SHA256);
  const name = (text: string) => sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(text)))));
  const flag = der(0x01, Buffer.from([0xff]));
  const extensions = sequence(
    ...(given.isAuthority ? [sequence(BASIC_CONSTRAINTS, flag, octets(sequence(flag)))] : []),
    sequence(ALTERNATIVE_NAME, octets(sequence(der(0x87, Buffer.from([127, 0, 0, 1]))))),
  );
  const day = 24 * 3_600_000;
  lastSerial += 1;
  const told = sequence(
    der(0xa0, integer(2)),
    integer(lastSerial),
    algorithm,
    name(given.issuer),
    sequence(time(Date.now() - day), time(Date.now() + day)),
    name(given.subject),
    given.key.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', told, given.signer));
  const cert = sequence(told, algorithm, signature).toString('base64');
  return {
    key: given.key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${cert.replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`,
  };
}

/** Encodes one value as ITU-T X.690 specifies: tag, length and contents, up to 64 kB. */
function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const held = Buffer.concat(parts);
  const { length } = held;
  const told = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...told]), held]);
}
