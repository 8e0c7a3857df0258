import type { Transaction } from 'kysely';
import type { Officer } from '#shared/domain/officer.ts';
import { appendAudit } from '../db/audit.ts';
import type { Database } from '../db/schema.ts';
import { createRandom, uuidAt } from './random.ts';

const NAMES = [
  'Officer Alvarez',
  'Officer Bennett',
  'Officer Okafor',
  'Officer Rinaldi',
  'Officer Santos',
  'Officer Whitfield',
] as const;

/** An argon2id hash of 32 random bytes that were discarded: no one can sign in with it. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$3c2kXlCfQm0tQb1c5mJ7Vw$b1c0dO3mQpV7y8wF2n4LJrS6uXh9ZtKaEgIiMoPqRsU';

/**
 * The officers behind the generated history. Their accounts are disabled from the start, so real activity can't be
 * mistaken for theirs.
 */
export async function demoReviewers(trx: Transaction<Database>, at: Date): Promise<readonly [Officer, ...Officer[]]> {
  const officers: Officer[] = [];
  for (const [index, displayName] of NAMES.entries()) {
    const name = `demo.${displayName.toLowerCase().replace('officer ', '')}`;
    const known = await trx.selectFrom('officer').select('id').where('name', '=', name).executeTakeFirst();
    const id = known?.id ?? uuidAt(Date.UTC(2024, 0, 2), createRandom(4_242, index));
    officers.push({ id, name, displayName, role: 'officer' });
    if (known !== undefined) continue;
    await trx
      .insertInto('officer')
      .values({
        id,
        name,
        display_name: displayName,
        role: 'officer',
        password_hash: NOBODYS_HASH,
        created_at: at,
        disabled_at: at,
      })
      .execute();
    await appendAudit(trx, {
      at,
      actor: 'system',
      action: 'officer.create',
      target: id,
      outcome: 'success',
      source: 'demo-data',
      detail: { role: 'officer' },
    });
  }
  const [first, ...rest] = officers;
  if (first === undefined) throw new Error('no reviewers');
  return [first, ...rest];
}
