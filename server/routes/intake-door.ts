import { createHash, timingSafeEqual } from 'node:crypto';
import type { IntakeBody } from '#shared/api.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/field-error.ts';
import { dangerIn, narrativeOf } from '#shared/screening/danger.ts';
import type { Db } from '../db/open.ts';
import { currentPolicy } from '../db/policy.ts';
import type { FilingBrake } from '../filing-brake.ts';

/**
 * Checks whether a caller may file a report.
 * @throws AppError `unauthenticated`, `address_not_confirmed`, `against_rule`, which names what is too long, or
 * `too_many_requests` if all anonymous callers together have filed very many
 */
export type MayFile = (body: IntakeBody, key: string | undefined) => Promise<void>;

/**
 * Decides who may file through the API instead of the portal. The portal limits a report's size and accepts it only
 * after its e-mail address is confirmed; a program without the agency's key must not bypass these checks.
 */
export function intakeDoor(
  db: Db,
  { keys, sendsMail, brake }: { keys: readonly string[]; sendsMail: boolean; brake: FilingBrake },
): MayFile {
  return async ({ facts }, shown) => {
    if (shown !== undefined) {
      if (!keys.some((key) => same(shown, key))) throw new AppError('unauthenticated');
      return;
    }
    const { limits } = await currentPolicy(db);
    if (facts.who.email !== null && sendsMail && limits.confirmEmail) throw new AppError('address_not_confirmed');
    const fields = tooMuch(facts, limits);
    if (fields.length > 0) throw new AppError('against_rule', { fields });
    if (!brake.take(dangerIn(narrativeOf(facts)).length > 0))
      throw new AppError('too_many_requests', { retryAfterSeconds: 3600 });
  };
}

/** Maximum number of items for anonymous callers. */
const MOST_ITEMS = 50;

function tooMuch({ items, how }: IntakeBody['facts'], { narrativeCharacters }: Policy['limits']): FieldError[] {
  const errors: FieldError[] = [];
  if (items.length > MOST_ITEMS)
    errors.push({ path: 'facts.items', detail: { code: 'too_many', params: { most: MOST_ITEMS } } });
  if (how.length > narrativeCharacters) {
    errors.push({ path: 'facts.how', detail: { code: 'too_long', params: { most: narrativeCharacters } } });
  }
  return errors;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));
