import { type Kysely, sql } from 'kysely';

/**
 * Since when the records system may have a package. Until now the count of attempts said so, which a package that was
 * refused here, for its content, has as well, and which a push sets back. One that was refused holds up no other any more:
 * what came after it takes its place.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table rms_package add column handed_out_at timestamptz',
  `update rms_package set handed_out_at = coalesce(delivered_at, refused_at, queued_at)
    where attempts > 0
      and not (state = 'refused'
        and reason ~ '^(The offense title has no NIBRS code|NIBRS code |The package does not fit its schema|Answered [34])')`,
  `update rms_package set state = 'canceled', reason = left(coalesce(reason, '') || ' A newer package took its place.', 500)
    where state = 'refused' and exists (select 1 from rms_package newer
      where newer.report_id = rms_package.report_id and newer.id > rms_package.id and newer.state <> 'canceled')`,
  // What takes back an approval that the records system never had would be refused there, too.
  `update rms_package set state = 'canceled', next_attempt_at = null,
      reason = 'The records system has no approval that could be taken back.'
    where kind = 'returned' and state = 'queued' and handed_out_at is null
      and not exists (select 1 from rms_package earlier
        where earlier.report_id = rms_package.report_id and earlier.id < rms_package.id
          and (earlier.handed_out_at is not null or earlier.state in ('queued', 'delivered')))`,
];
