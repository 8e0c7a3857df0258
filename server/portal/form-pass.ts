import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { uuid } from '#shared/domain/ids.ts';
import { seal, unseal } from './seal.ts';

const formPass = z.object({ id: uuid, at: z.number(), insteadOf: z.string().max(40).optional() });
/**
 * Travels in each form, sealed: `id` names this form for ever, `at` is when it was first shown (ms since 1970),
 * `insteadOf` the tracking number of the rejected report whose place it takes.
 */
export type FormPass = z.infer<typeof formPass>;

/** A person needs longer than this to fill in a form; a program does not. */
export const LEAST_MS = 3000;

export function newPass(now: Date): FormPass {
  return { id: randomUUID(), at: now.getTime() };
}

export function sealPass(secret: Uint8Array, pass: FormPass): string {
  return seal(secret, 'form', pass);
}

export function readPass(secret: Uint8Array, text: string): FormPass | null {
  return unseal(secret, 'form', text, formPass);
}

/** The page after sending is shown this long, so that a history or a shared address gives nothing away later. */
export const RECEIPT_MS = 30 * 60_000;

const receipt = z.object({
  kind: z.enum(['filed', 'answered', 'added']),
  trackingNumber: z.string(),
  repeated: z.boolean(),
  accessCode: z.string().nullable().default(null),
  until: z.number(),
});
export type Receipt = z.infer<typeof receipt>;

export function sealReceipt(
  secret: Uint8Array,
  value: Omit<Receipt, 'until' | 'accessCode'> & { accessCode?: string | null },
  now: Date,
): string {
  return seal(secret, 'receipt', { ...value, until: now.getTime() + RECEIPT_MS });
}

export function readReceipt(secret: Uint8Array, text: string, now: Date): Receipt | null {
  const found = unseal(secret, 'receipt', text, receipt);
  return found !== null && now.getTime() <= found.until ? found : null;
}
