import type { Kysely } from 'kysely';
import type { Report } from '#shared/domain/report.ts';
import { plainAccessCode } from '../auth/access-code.ts';
import { tokenHash } from '../auth/secret.ts';
import { toReport } from './report.ts';
import type { Database } from './schema.ts';

/**
 * The report of a private access code, or of a live private link to its page; null for anything else. The tables are
 * searched by SHA-256, so that timing tells nothing about codes.
 */
export async function reportByCode(db: Kysely<Database>, code: string, now: Date): Promise<Report | null> {
  const row = await db
    .selectFrom('report')
    .selectAll()
    .where('access_hash', '=', tokenHash(plainAccessCode(code)))
    .executeTakeFirst();
  if (row !== undefined) return toReport(row);
  const linked = await db
    .selectFrom('report')
    .innerJoin('private_link', 'private_link.report_id', 'report.id')
    .selectAll('report')
    .where('token_hash', '=', tokenHash(code))
    .where('purpose', '=', 'status')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return linked === undefined ? null : toReport(linked);
}
