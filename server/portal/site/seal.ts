import { createHmac, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import { serverKey } from '#server/auth/server-key.ts';

/**
 * Creates a tamper-evident string that passes a value through the browser (HMAC-SHA-256). The value is not hidden.
 * `purpose` prevents a string that was created for one use from being accepted for another.
 */
export function seal(secret: Uint8Array, purpose: string, value: unknown): string {
  const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${payload}.${sign(secret, purpose, payload)}`;
}

/** The value in a sealed string, or null when the signature is invalid or the value doesn't match the shape. */
export function unseal<T extends z.ZodType>(
  secret: Uint8Array,
  purpose: string,
  text: string,
  shape: T,
): z.output<T> | null {
  const [payload, signature, ...rest] = text.split('.');
  if (payload === undefined || signature === undefined || rest.length > 0) return null;
  if (!sameText(signature, sign(secret, purpose, payload))) return null;
  // The signature is ours, so the payload is JSON that we wrote, but an older release may have used another shape.
  const parsed = shape.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return parsed.success ? parsed.data : null;
}

/**
 * Encrypts a string for one browser (AES-256-GCM). The result reveals nothing in a browser history, on a screen or in a
 * log, and no other browser can use it.
 */
export function hide(secret: Uint8Array, purpose: string, browser: string, plain: string): string {
  return serverKey(secret).encrypt(purpose, Buffer.from(plain), browser).toString('base64url');
}

/** Decrypts what `hide` encrypted for this browser; returns null for any other input. */
export function reveal(secret: Uint8Array, purpose: string, browser: string | null, hidden: string): string | null {
  const sealed = Buffer.from(hidden, 'base64url');
  return browser === null ? null : (serverKey(secret).decrypt(purpose, sealed, browser)?.toString() ?? null);
}

export function sign(secret: Uint8Array, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose}\0${text}`).digest('base64url');
}

/** Constant-time comparison, so that timing doesn't reveal where two strings differ. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
