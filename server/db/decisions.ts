import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { DecisionQuery, DecisionRow } from '#shared/domain/decision-record.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { type TitlesByCode, titlesByCode } from './decision-titles.ts';
import { visibleTo } from './hidden-reports.ts';
import type { Database } from './schema.ts';

/**
 * One page of acts (who, when, what, why and the letter), plus the total count. Titles come from `policy`. Acts on
 * reports that `viewer` is to review blind are left out.
 */
export async function findDecisions(
  db: Kysely<Database>,
  query: DecisionQuery,
  policy: Policy,
  viewer: string | null,
): Promise<{ rows: DecisionRow[]; total: number }> {
  const titles = titlesByCode(policy);
  const chosen = db
    .selectFrom('act')
    .innerJoin('officer', 'officer.id', 'act.officer_id')
    .innerJoin('report', 'report.id', 'act.report_id')
    .leftJoin('letter', 'letter.id', 'act.letter_id')
    .where(visibleTo(viewer, 'report.id'))
    .where((eb) => eb.and(conditions(eb, query, titles)));
  const [rows, { total }] = await Promise.all([
    chosen
      .select([
        'act.id',
        'decided_at',
        'officer_id',
        'display_name',
        'act.report_id',
        'tracking_number',
        'act.kind',
        'event',
        'note',
        'act.case_number',
        'letter.subject',
        'letter.text',
        'sent_at',
        letterState.as('letter_state'),
      ])
      .orderBy(query.sort === 'why' ? whyOf(titles) : SORT[query.sort], query.direction)
      .orderBy('act.id', query.direction)
      .offset(query.offset)
      .limit(query.limit)
      .execute(),
    chosen.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return {
    total,
    rows: rows.map((row) => ({
      id: row.id,
      at: row.decided_at.toISOString(),
      officer: { id: row.officer_id, displayName: row.display_name },
      reportId: row.report_id,
      trackingNumber: row.tracking_number,
      kind: row.kind,
      event: row.event,
      note: row.note,
      caseNumber: row.case_number,
      letter:
        row.letter_state === null || row.subject === null || row.text === null
          ? null
          : {
              subject: row.subject,
              text: row.text,
              state: row.letter_state,
              sentAt: row.sent_at?.toISOString() ?? null,
            },
    })),
  };
}

export const letterState = sql<'queued' | 'sent' | 'failed' | 'no_address' | 'withdrawn' | null>`case
  when letter.id is null then null
  when letter.withdrawn_at is not null then 'withdrawn'
  when letter.sent_at is not null then 'sent'
  when letter.failed_at is not null then 'failed'
  when letter.to_address is null then 'no_address'
  else 'queued' end`;

const SORT = {
  at: sql`decided_at`,
  officer: sql`display_name`,
  trackingNumber: sql`tracking_number`,
  kind: sql`act.kind`,
  letter: letterState,
} as const;

/**
 * What an act refers to, as text for sorting: the first title in the agency's language, or else the reason that was
 * entered, a name, an outcome or the code.
 */
function whyOf({ titles }: TitlesByCode) {
  return sql`coalesce(
    ${JSON.stringify(titles)}::jsonb ->> coalesce(
      event #>> '{params,offenseCode}', event #>> '{params,reasonCode}', event #>> '{params,missing,0}'),
    event #>> '{params,cause}', event #>> '{params,name}', event #>> '{params,outcome}', event ->> 'code')`;
}

/**
 * Acts that refer to one of these codes or have a parameter that matches the pattern; underscores in codes match spaces.
 */
function namesAny(codes: readonly string[], pattern: string) {
  return sql<boolean>`exists (
    select from jsonb_each_text(event -> 'params') as named (name, value)
    where value = any(${[...codes]}::text[]) or replace(value, '_', ' ') ilike ${pattern}
  ) or event #> '{params,missing}' ?| ${[...codes]}::text[]`;
}

type Joined = ExpressionBuilder<Database, 'act' | 'officer' | 'report'>;

function conditions(eb: Joined, { from, to, officerId, kind, text }: DecisionQuery, titles: TitlesByCode) {
  const all = [];
  if (from !== undefined) all.push(eb('decided_at', '>=', new Date(from)));
  if (to !== undefined) all.push(eb('decided_at', '<=', new Date(to)));
  if (officerId !== undefined) all.push(eb('officer_id', '=', officerId));
  if (kind !== undefined) all.push(eb('act.kind', '=', kind));
  if (text !== undefined && text !== '') {
    const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    all.push(
      eb.or([
        eb('tracking_number', 'ilike', pattern),
        eb('display_name', 'ilike', pattern),
        namesAny(titles.codesOf(text), pattern),
        eb('note', 'ilike', pattern),
      ]),
    );
  }
  return all;
}
