import { type Kysely, sql, type Transaction } from 'kysely';
import type { Act } from '#shared/domain/act.ts';
import type { HistoryEvent } from '#shared/domain/history-event.ts';
import type { ReplyTerms } from '#shared/domain/reply-terms.ts';
import type { Database } from './schema.ts';

/**
 * A report that is waiting on the reporter: what was asked, when, and the time of the last reminder. The
 * question counts as asked when the mail server accepted the letter or when it was printed.
 */
export type OpenFollowUp = {
  reportId: string;
  actId: string;
  asked: Extract<Act, { kind: 'follow_up' }>;
  /** The time to reply that the letter stated. */
  terms: ReplyTerms;
  since: Date;
  remindedAt: Date | null;
  /** The letter with the question is still queued or bounced, so the reporter doesn't know that a reply is expected. */
  undelivered: boolean;
};

type Row = {
  report_id: string;
  act_id: string;
  act: Act;
  event: HistoryEvent;
  since: Date;
  reminded_at: Date | null;
  undelivered: boolean | null;
};

/**
 * The next `limit` reports that are waiting on the reporter, ordered by ID. If `only` is given, returns only that
 * report.
 */
export async function openFollowUps(
  db: Kysely<Database> | Transaction<Database>,
  { after, limit, only }: { after?: string; limit: number; only?: string },
): Promise<OpenFollowUp[]> {
  const { rows } = await sql<Row>`
    select report.id as report_id, asking.id as act_id, asking.act, asking.event,
      coalesce(asked.printed_at, asked.sent_at, asking.decided_at) as since,
      (select max(queued_at) from letter
        where report_id = report.id and kind = 'reminder' and queued_at >= asking.decided_at) as reminded_at,
      (asked.id is not null and asked.sent_at is null and asked.printed_at is null and not asked.on_page) as undelivered
    from report
    join lateral (
      select id, act, event, decided_at, letter_id from act
      where act.report_id = report.id and kind = 'follow_up'
      order by decided_at desc, id desc limit 1) as asking on true
    left join letter as asked on asked.id = asking.letter_id
    where report.state = 'awaiting_citizen'
      and report.id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      and (${only ?? null}::uuid is null or report.id = ${only ?? null}::uuid)
    order by report.id
    limit ${limit}`.execute(db);
  return rows.flatMap((row) =>
    row.act.kind === 'follow_up' && row.event.code === 'asked'
      ? [
          {
            reportId: row.report_id,
            actId: row.act_id,
            asked: row.act,
            terms: row.event.params,
            since: row.since,
            remindedAt: row.reminded_at,
            undelivered: row.undelivered === true,
          },
        ]
      : [],
  );
}
