import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
// The only place that uses argon2, which runs on separate threads, so that the main process is not blocked.
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';
import { instant } from '#shared/domain/ids.ts';

/**
 * The format in which a cache key is stored on disk: encrypted with AES-256-GCM under a key derived by HKDF-SHA256 from
 * 256 bits in the system keychain ‖ argon2id of the officer's password. An attacker with only the disk lacks the first
 * half; one with only the keychain lacks the second.
 */

/**
 * RFC 9106, section 4, for machines with little memory: argon2id with 64 MiB and three passes. Officers type the
 * password at most once an hour, so hashing may cost more here than on the server.
 */
const COST = { memoryKib: 65_536, passes: 3, lanes: 1 } as const;
/**
 * Upper limit, well above what any later version would use, so that a tampered file cannot exhaust this machine's memory.
 */
const MOST_KIB = 1024 * 1024;

const bytes = (length: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === length, `must be ${length} bytes`);

export const wrapState = z.strictObject({
  /** Number of consecutive wrong passwords, incremented before each try. */
  failures: z.int().min(0),
  firstFailureAt: instant.nullable(),
  /** How many passwords have ever been tried. The keychain counts them too, to detect an older copy of the file. */
  tries: z.int().min(0),
  signedInAt: instant,
  /** The latest time ever seen on this workstation's clock. */
  newestAt: instant,
});
export type WrapState = z.infer<typeof wrapState>;

const lock = z.strictObject({
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    memoryKib: z.int().min(COST.memoryKib).max(MOST_KIB),
    passes: z.int().min(COST.passes).max(16),
    lanes: z.int().min(1).max(8),
    salt: bytes(16),
  }),
  nonce: bytes(12),
  /** The cache key's 32 bytes, encrypted, plus the 16-byte tag. */
  sealed: bytes(48),
});
export const wrapFile = z.strictObject({ version: z.literal(1), lock, state: wrapState, mac: bytes(32) });
export type WrapFile = z.infer<typeof wrapFile>;

/** Part of the authenticated data, so one officer's file cannot be used in place of another's. */
export type Owner = { server: string; officerId: string };

/** @param half 256 bits from the keychain. */
export async function wrap(
  key: Uint8Array,
  password: string,
  half: Uint8Array,
  owner: Owner,
  state: WrapState,
): Promise<WrapFile> {
  const kdf = { name: 'argon2id', ...COST, salt: randomBytes(16).toString('base64') } as const;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await wrappingKey(kdf, password, half), nonce);
  cipher.setAAD(context(kdf, owner));
  const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  const lock = { kdf, nonce: nonce.toString('base64'), sealed: sealed.toString('base64') };
  return signed({ version: 1, lock, state }, half, owner);
}

/** Unwraps the cache's key; returns null when the password is wrong. */
export async function unwrap(
  { lock }: WrapFile,
  password: string,
  half: Uint8Array,
  owner: Owner,
): Promise<Buffer | null> {
  const sealed = Buffer.from(lock.sealed, 'base64');
  const nonce = Buffer.from(lock.nonce, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', await wrappingKey(lock.kdf, password, half), nonce);
  decipher.setAAD(context(lock.kdf, owner));
  decipher.setAuthTag(sealed.subarray(32));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, 32)), decipher.final()]);
  } catch {
    return null;
  }
}

/**
 * Keeps the wrapped key but replaces the state, and authenticates the result so that the counters cannot be edited
 * without the keychain.
 */
export function withState(file: WrapFile, state: WrapState, half: Uint8Array, owner: Owner): WrapFile {
  return signed({ version: 1, lock: file.lock, state }, half, owner);
}

/**
 * Returns the parsed file if it is valid, belongs to this officer and was not tampered with; otherwise null. With `any
 * state`, tampered counters are accepted: they are about to be overwritten, and the wrapped key is authenticated
 * separately.
 */
export function parseWrap(text: string, half: Uint8Array, owner: Owner, trust?: 'any state'): WrapFile | null {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = wrapFile.safeParse(given);
  if (!parsed.success) return null;
  if (trust === 'any state') return parsed.data;
  const { mac, ...rest } = parsed.data;
  const right = Buffer.from(signed(rest, half, owner).mac, 'base64');
  return timingSafeEqual(right, Buffer.from(mac, 'base64')) ? parsed.data : null;
}

async function wrappingKey(kdf: WrapFile['lock']['kdf'], password: string, half: Uint8Array): Promise<Buffer> {
  const typed = await hashRaw(password.normalize('NFC'), {
    memoryCost: kdf.memoryKib,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: 32,
    salt: Buffer.from(kdf.salt, 'base64'),
  });
  return Buffer.from(hkdfSync('sha256', Buffer.concat([half, typed]), '', 'p2c-review cache key 1', 32));
}

function signed(file: Omit<WrapFile, 'mac'>, half: Uint8Array, owner: Owner): WrapFile {
  const macKey = Buffer.from(hkdfSync('sha256', half, '', 'p2c-review wrap state 1', 32));
  const text = JSON.stringify([file.version, file.lock, file.state, owner.server, owner.officerId]);
  return { ...file, mac: createHmac('sha256', macKey).update(text).digest('base64') };
}

function context(kdf: WrapFile['lock']['kdf'], { server, officerId }: Owner): Buffer {
  return Buffer.from(JSON.stringify([1, kdf, server, officerId]));
}
