import { createHash, timingSafeEqual } from 'node:crypto';
import type { IntakeBody } from '#shared/api.ts';
import { AppError } from '#shared/errors.ts';
import type { Db } from '../db/open.ts';
import { currentPolicy } from '../db/policy.ts';

/** @throws AppError `unauthenticated`, `address_not_confirmed` */
export type MayFile = (body: IntakeBody, key: string | undefined) => Promise<void>;

/**
 * Who may file past the portal. The portal lets a report count only after its address was confirmed; a program that does
 * not show the agency's key must not get around that.
 */
export function intakeDoor(db: Db, { key, mailLeaves }: { key: string | null; mailLeaves: boolean }): MayFile {
  return async ({ facts }, shown) => {
    if (shown !== undefined) {
      if (key === null || !same(shown, key)) throw new AppError('unauthenticated');
      return;
    }
    if (facts.who.email === null || !mailLeaves) return;
    const { limits } = await currentPolicy(db);
    if (limits.confirmEmail) throw new AppError('address_not_confirmed');
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));
