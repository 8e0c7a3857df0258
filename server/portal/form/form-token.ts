import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { trackingNumberSchema, uuid } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/report.ts';
import { callNumber, deliveryChannel } from '#shared/letters/mail-address.ts';
import { hide, reveal, seal, sign, unseal } from '../site/seal.ts';

const formToken = z.object({
  id: uuid,
  at: z.number(),
  insteadOf: z.string().max(40).optional(),
  until: z.number().optional(),
});
/**
 * Sealed value included in each form: `id` is the form's permanent ID, `at` is when it was first shown (ms since 1970),
 * `insteadOf` is the tracking number of the rejected report that it replaces, `until` is when the link that opened the
 * form expires (ms since 1970), after which the form accepts no files.
 */
export type FormToken = z.infer<typeof formToken>;

/** Minimum time to fill in a form, in milliseconds: people need longer, bots don't. */
export const LEAST_MS = 3000;

export function newFormToken(now: Date): FormToken {
  return { id: randomUUID(), at: now.getTime() };
}

/**
 * The token of a form that answers a follow-up. Its ID is the same each time the link is opened: files already sent are
 * still there, and one link can't take more files than one form.
 */
export function answerFormToken(secret: Uint8Array, about: string, until: Date | null, now: Date): FormToken {
  const hex = Buffer.from(sign(secret, 'answer form', about), 'base64url').toString('hex');
  // Version 8: a custom UUID (RFC 9562, 5.8).
  const text = hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-a$4-$5');
  return { id: text, at: now.getTime(), ...(until === null ? {} : { until: until.getTime() }) };
}

/**
 * Returns the token of a form that may still take files; null if the token is invalid or the form's link has expired.
 */
export function readFileToken(secret: Uint8Array, text: string, now: Date): FormToken | null {
  const pass = readFormToken(secret, text);
  return pass === null || (pass.until !== undefined && now.getTime() >= pass.until) ? null : pass;
}

export function sealFormToken(secret: Uint8Array, pass: FormToken): string {
  return seal(secret, 'form', pass);
}

export function readFormToken(secret: Uint8Array, text: string): FormToken | null {
  return unseal(secret, 'form', text, formToken);
}

/** Seals the tracking number of the earlier report that the person was shown; the seal is valid for this form only. */
export function sealEarlier(secret: Uint8Array, formId: string, trackingNumber: string): string {
  return seal(secret, `earlier ${formId}`, trackingNumber);
}

/** The tracking number sealed for this form; null for anything else. */
export function readEarlier(secret: Uint8Array, formId: string, text: string): string | null {
  return unseal(secret, `earlier ${formId}`, text, trackingNumberSchema);
}

/**
 * How long the confirmation page can be viewed. It can be viewed only in the browser that sent the form, because it may
 * contain the access code.
 */
export const RECEIPT_MS = 30 * 60_000;

const receipt = z.object({
  kind: z.enum(['filed', 'answered', 'added']),
  trackingNumber: z.string(),
  repeated: z.boolean(),
  accessCode: z.string().nullable().default(null),
  /** Whether what was sent may mean danger. */
  danger: z.boolean().default(false),
  /** How the agency may reach the person: by e-mail, by mail or only on the report's page; `_phone`: also by phone. */
  way: z.enum(['email', 'email_phone', 'mail', 'mail_phone', 'page', 'page_phone']).default('email'),
  /** Where our letters go; null if they are not e-mailed. */
  email: z.string().nullable().default(null),
  until: z.number(),
});
export type Receipt = z.infer<typeof receipt>;

export function wayTo(who: Person): Receipt['way'] {
  const letters = deliveryChannel(who);
  return callNumber(who) === null ? letters : `${letters}_phone`;
}

export function hideReceipt(
  secret: Uint8Array,
  browser: string,
  value: Pick<Receipt, 'kind' | 'trackingNumber' | 'repeated'> &
    Partial<Pick<Receipt, 'accessCode' | 'danger' | 'way' | 'email'>>,
  now: Date,
): string {
  return hide(secret, 'receipt', browser, JSON.stringify({ ...value, until: now.getTime() + RECEIPT_MS }));
}

export function readReceipt(secret: Uint8Array, browser: string | null, text: string, now: Date): Receipt | null {
  const plain = reveal(secret, 'receipt', browser, text);
  // We sealed it ourselves, so it is JSON, but an older release may have used another shape.
  const found = plain === null ? null : receipt.safeParse(JSON.parse(plain));
  return found?.success === true && now.getTime() <= found.data.until ? found.data : null;
}

const done = z.object({
  act: z.enum(['add', 'answer', 'message', 'found', 'withdraw', 'appeal']),
  at: z.number(),
  /** Whether what was written may mean danger. */
  danger: z.boolean().default(false),
});
export type Done = Pick<z.infer<typeof done>, 'act' | 'danger'>;
/** How long a report's page confirms what was just done there. */
const DONE_MS = 10 * 60_000;

/** Seals what the reporter has just done to this report, for the URL of its page. */
export function sealDone(secret: Uint8Array, reportId: string, done: Done, now: Date): string {
  return seal(secret, `done ${reportId}`, { ...done, at: now.getTime() });
}

export function readDone(secret: Uint8Array, reportId: string, text: unknown, now: Date): Done | null {
  const found = typeof text === 'string' ? unseal(secret, `done ${reportId}`, text, done) : null;
  return found !== null && now.getTime() - found.at < DONE_MS ? found : null;
}

/** How long a visit is valid: longer than anyone views a report in one sitting. Closing the browser ends it at once. */
export const VISIT_MS = 12 * 3_600_000;

/**
 * Encrypts the access code for use in the URL of a report's page, in place of the typed code; valid only in this
 * browser and for `VISIT_MS`.
 */
export function hideVisit(secret: Uint8Array, browser: string, code: string, now: Date): string {
  return hide(secret, 'visit', browser, `${code} ${now.getTime() + VISIT_MS}`);
}

/** Returns the access code from a visit URL; null if the URL is invalid, expired, or from another browser. */
export function readVisit(secret: Uint8Array, browser: string | null, text: string, now: Date): string | null {
  const [code = '', until] = reveal(secret, 'visit', browser, text)?.split(' ') ?? [];
  return until !== undefined && now.getTime() <= Number(until) ? code : null;
}
