import { type Kysely, sql } from 'kysely';
import { ACCOUNTS } from '../baseline/accounts.ts';
import { ACTS } from '../baseline/acts.ts';
import { AGENCY } from '../baseline/agency.ts';
import { INTAKE } from '../baseline/intake.ts';
import { LINKS } from '../baseline/links.ts';
import { AUDIT, JOBS } from '../baseline/operations.ts';
import { RECORDS } from '../baseline/records.ts';
import { REPORTS } from '../baseline/reports.ts';

/** Creates every table of the first release. Later changes are separate migrations that add to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    ...AGENCY,
    ...ACCOUNTS,
    ...REPORTS,
    ...INTAKE,
    ...ACTS,
    ...LINKS,
    ...RECORDS,
    ...AUDIT,
    ...JOBS,
  ])
    await sql.raw(statement).execute(db);
}
