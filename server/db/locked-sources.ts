import type { Kysely } from 'kysely';
import { type Account, MOST_LOCKED_SHOWN } from '#shared/domain/account.ts';
import type { Database } from './schema.ts';

type Locked = Pick<Account, 'lockedSources' | 'lockedCount'>;

/**
 * Returns, for each account, the sources (known workstations and IP addresses) that were locked after failed sign-ins,
 * newest first. Accounts without locked sources are omitted.
 */
export async function lockedSources(db: Kysely<Database>, officerIds: string[]): Promise<Map<string, Locked>> {
  const found = new Map<string, Locked>();
  if (officerIds.length === 0) return found;
  const rows = await db
    .selectFrom('sign_in_source')
    .leftJoin('sign_in_device', 'sign_in_device.id', 'sign_in_source.device_id')
    .select(['sign_in_source.officer_id', 'source', 'workstation', 'locked_at'])
    .where('sign_in_source.officer_id', 'in', officerIds)
    .where('locked_at', 'is not', null)
    .orderBy('locked_at', 'desc')
    .orderBy('source')
    .execute();
  for (const { officer_id, source, workstation, locked_at } of rows) {
    if (officer_id === null || locked_at === null) continue;
    const one = found.get(officer_id) ?? { lockedSources: [], lockedCount: 0 };
    found.set(officer_id, one);
    one.lockedCount += 1;
    if (one.lockedSources.length === MOST_LOCKED_SHOWN) continue;
    const kind = workstation === null ? 'address' : 'workstation';
    const name = workstation ?? source.replace(/^address /, '');
    one.lockedSources.push({ source, kind, name, lockedAt: locked_at.toISOString() });
  }
  return found;
}
