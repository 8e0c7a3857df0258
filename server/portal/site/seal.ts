import { createHmac, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import { serverKey } from '#server/auth/server-key.ts';

/**
 * Makes a text that carries a value through a browser and shows any change made to it there (HMAC-SHA-256). It does
 * not hide the value. `purpose` keeps a text made for one use from being accepted in another.
 */
export function seal(secret: Uint8Array, purpose: string, value: unknown): string {
  const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${payload}.${sign(secret, purpose, payload)}`;
}

/** The value in a sealed text, or null when the seal is broken or the value has another shape. */
export function unseal<T extends z.ZodType>(
  secret: Uint8Array,
  purpose: string,
  text: string,
  shape: T,
): z.output<T> | null {
  const [payload, signature, ...rest] = text.split('.');
  if (payload === undefined || signature === undefined || rest.length > 0) return null;
  if (!sameText(signature, sign(secret, purpose, payload))) return null;
  // The signature is ours, so the payload is JSON that we wrote; an older release may have given it another shape.
  const parsed = shape.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return parsed.success ? parsed.data : null;
}

/**
 * Makes a text that carries another through one browser and hides it there (AES-256-GCM). In a history, on a screen or in
 * a log it tells nothing, and from any other browser it opens nothing.
 */
export function hide(secret: Uint8Array, purpose: string, browser: string, plain: string): string {
  return serverKey(secret).encrypt(purpose, Buffer.from(plain), browser).toString('base64url');
}

/** What `hide` hid for this browser; null for everything else. */
export function reveal(secret: Uint8Array, purpose: string, browser: string | null, hidden: string): string | null {
  const sealed = Buffer.from(hidden, 'base64url');
  return browser === null ? null : (serverKey(secret).decrypt(purpose, sealed, browser)?.toString() ?? null);
}

export function sign(secret: Uint8Array, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose}\0${text}`).digest('base64url');
}

/** Compares in a time that tells nothing of where two texts differ. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
