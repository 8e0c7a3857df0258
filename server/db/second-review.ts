import { type Kysely, sql, type Transaction } from 'kysely';
import type { ReviewFeedbackRow, ReviewRates, ReviewTrayRow } from '#shared/domain/second-review.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** The samples that a supervisor may review: never of their own decisions, and only while the report is kept. */
const samplesFor = (db: Queries, viewer: string) =>
  db
    .selectFrom('review_sample')
    .innerJoin('report', 'report.id', 'review_sample.report_id')
    .leftJoin('review', 'review.sample_id', 'review_sample.id')
    .leftJoin('officer as reviewer', 'reviewer.id', 'review.reviewer_id')
    .where('review_sample.act_id', 'is not', null)
    .where('review_sample.officer_id', '<>', viewer);

const openedByOthers = (viewer: string) => sql<ReviewTrayRow['openedBy']>`(
  select coalesce(jsonb_agg(jsonb_build_object('displayName', other.display_name,
      'at', to_char(look.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by look.at), '[]')
  from review_look as look join officer as other on other.id = look.officer_id
  where look.sample_id = review_sample.id and look.kind = 'opened' and look.officer_id <> ${viewer})`;

/** Whether the officer has answered the viewer's review since the viewer last opened it. */
const newAnswer = (viewer: string) => sql<boolean>`(review.reviewer_id is not distinct from ${viewer} and exists (
  select from review_note as note where note.sample_id = review_sample.id and note.side = 'officer'
    and note.written_at > coalesce(review.answer_read_at, '-infinity')))`;

/** The samples to review, or those that were reviewed, with new answers first; see `reviewTrayRow`. */
export async function findReviews(
  db: Queries,
  viewer: string,
  { part, offset, limit }: { part: 'open' | 'done'; offset: number; limit: number },
  now: Date,
): Promise<{ rows: ReviewTrayRow[]; total: number }> {
  const chosen =
    part === 'done' ? samplesFor(db, viewer).where('review.closed_at', 'is not', null) : openFor(db, viewer, now);
  const sorted =
    part === 'done'
      ? chosen.orderBy(newAnswer(viewer), 'desc').orderBy('review.closed_at', 'desc')
      : chosen.orderBy('report.received_at');
  const rows = await trayColumns(sorted, viewer, now).orderBy('review_sample.id').offset(offset).limit(limit).execute();
  return { rows: rows.map(toTrayRow), total: await countOf(chosen) };
}

/** Counts a supervisor's finished reviews that have an answer that they have not read. */
export const countNewAnswers = (db: Queries, viewer: string): Promise<number> =>
  countOf(samplesFor(db, viewer).where(newAnswer(viewer)));

/** Counts the samples that wait for a supervisor's review, as in their tray. */
export const countOpenReviews = (db: Queries, viewer: string, now: Date): Promise<number> =>
  countOf(openFor(db, viewer, now));

const A_DAY_MS = 86_400_000;

/**
 * Whether someone else has left a review unfinished: they began it or took it over at least a day ago, or they can no
 * longer finish it. Another supervisor may then take it over.
 */
const isAbandoned = (viewer: string, now: Date) => sql<boolean>`coalesce(review.closed_at is null
  and review.reviewer_id <> ${viewer} and (coalesce(review.taken_at, review.decided_at) <= ${new Date(now.getTime() - A_DAY_MS)}
    or reviewer.disabled_at is not null or reviewer.role <> 'supervisor'), false)`;

/** Counts the reviews that a supervisor began but hasn't finished. */
export const countBegun = (db: Queries, reviewer: string): Promise<number> =>
  db
    .selectFrom('review')
    .where('reviewer_id', '=', reviewer)
    .where('closed_at', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
    .then(({ n }) => n);

/** The samples that nobody has begun, that the viewer has begun, or that someone else has abandoned. */
const openFor = (db: Queries, viewer: string, now: Date) =>
  samplesFor(db, viewer).where((eb) =>
    eb.or([
      eb('review.sample_id', 'is', null),
      isAbandoned(viewer, now),
      eb.and([eb('review.reviewer_id', '=', viewer), eb('review.closed_at', 'is', null)]),
    ]),
  );

async function countOf(samples: ReturnType<typeof samplesFor>): Promise<number> {
  const { total } = await samples.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return total;
}

/** One sample as the tray lists it; null if the viewer may not review it. */
export async function findReview(
  db: Queries,
  sampleId: string,
  viewer: string,
  now: Date,
): Promise<ReviewTrayRow | null> {
  const found = await trayColumns(samplesFor(db, viewer), viewer, now)
    .where('review_sample.id', '=', sampleId)
    .executeTakeFirst();
  return found === undefined ? null : toTrayRow(found);
}

const trayColumns = (query: ReturnType<typeof samplesFor>, viewer: string, now: Date) =>
  query
    .select([
      'review_sample.id as sampleId',
      'report.id as reportId',
      'report.tracking_number as trackingNumber',
      'report.kind',
      'report.received_at',
      'review_sample.week',
      'review.decided_at as begun',
      'review.outcome',
      'review.closed_at',
      'reviewer.display_name as reviewer',
    ])
    .select([
      openedByOthers(viewer).as('openedBy'),
      newAnswer(viewer).as('newAnswer'),
      isAbandoned(viewer, now).as('left'),
    ]);

type TrayColumns = Awaited<ReturnType<ReturnType<typeof trayColumns>['execute']>>[number];

function toTrayRow({ received_at, begun, closed_at, left, ...row }: TrayColumns): ReviewTrayRow {
  return {
    ...row,
    receivedAt: received_at.toISOString(),
    part: closed_at !== null ? 'done' : left ? 'left' : begun !== null ? 'begun' : 'waiting',
    begunAt: begun?.toISOString() ?? null,
    closedAt: closed_at?.toISOString() ?? null,
  };
}

const MOST_FEEDBACK = 50;

/** Finished reviews of an officer's own decisions, newest first. */
export async function reviewsOf(db: Queries, officerId: string): Promise<ReviewFeedbackRow[]> {
  const rows = await db
    .selectFrom('review')
    .innerJoin('review_sample as sample', 'sample.id', 'review.sample_id')
    .innerJoin('report', 'report.id', 'sample.report_id')
    .innerJoin('officer', 'officer.id', 'review.reviewer_id')
    .leftJoin('review_note as note', (join) =>
      join.onRef('note.sample_id', '=', 'sample.id').on('note.side', '=', 'reviewer'),
    )
    .leftJoin('review_note as answer', (join) =>
      join.onRef('answer.sample_id', '=', 'sample.id').on('answer.side', '=', 'officer'),
    )
    .select([
      'sample.id',
      'report.id as reportId',
      'tracking_number',
      'sample.kind',
      'sample.code',
      'sample.decided_at',
    ])
    .select(['officer.id as reviewerId', 'display_name', 'outcome', 'category', 'closed_at'])
    .select(['note.text as note', 'answer.text as answer', 'answer.written_at'])
    .where('sample.officer_id', '=', officerId)
    .where('closed_at', 'is not', null)
    .orderBy('closed_at', 'desc')
    .limit(MOST_FEEDBACK)
    .execute();
  return rows.flatMap(({ outcome, closed_at, ...row }): ReviewFeedbackRow[] =>
    outcome === null || closed_at === null
      ? []
      : [
          {
            sampleId: row.id,
            reportId: row.reportId,
            trackingNumber: row.tracking_number,
            kind: row.kind,
            code: row.code,
            decidedAt: row.decided_at.toISOString(),
            reviewer: { id: row.reviewerId, displayName: row.display_name },
            closedAt: closed_at.toISOString(),
            outcome,
            category: row.category,
            note: row.note,
            answer:
              row.answer === null || row.written_at === null
                ? null
                : { text: row.answer, at: row.written_at.toISOString() },
          },
        ],
  );
}

/** Counts finished reviews; see `reviewRates` in the API contract. */
export async function countReviews(
  db: Queries,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Promise<ReviewRates> {
  const closed = db
    .selectFrom('review')
    .innerJoin('review_sample as sample', 'sample.id', 'review.sample_id')
    .where('closed_at', 'is not', null)
    .$if(from !== undefined, (query) => query.where('sample.decided_at', '>=', new Date(from ?? 0)))
    .$if(to !== undefined, (query) => query.where('sample.decided_at', '<', new Date(to ?? 0)))
    .select((eb) => [
      eb.fn.countAll<number>().as('reviewed'),
      sql<number>`count(*) filter (where outcome = 'agreed')`.as('agreed'),
      sql<number>`count(*) filter (where outcome = 'sent_back')`.as('sentBack'),
      sql<number>`count(*) filter (where outcome = 'overturned')`.as('overturned'),
    ]);
  const officers = await closed
    .innerJoin('officer', 'officer.id', 'sample.officer_id')
    .where('why', '<>', 'reason')
    .select(['officer.id', 'display_name'])
    .groupBy(['officer.id', 'display_name'])
    .orderBy('display_name')
    .execute();
  const codes = await closed
    .select(['sample.kind', 'code'])
    .groupBy(['sample.kind', 'code'])
    .orderBy('reviewed', 'desc')
    .orderBy('code')
    .execute();
  return {
    officers: officers.map(({ id, display_name: displayName, ...counts }) =>
      Object.assign(counts, { officer: { id, displayName } }),
    ),
    codes,
  };
}
