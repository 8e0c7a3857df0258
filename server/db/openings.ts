import { sql, type Transaction } from 'kysely';
import { OPENING_MS, type Opening, type OpeningUses, SERVER_USES, type ServerUse } from '#shared/domain/trail.ts';
import { uuidv7 } from '../uuid.ts';
import type { Database } from './schema.ts';
import type { OpeningPart, OpeningParts } from './tables/trail.ts';

type Given = {
  reportId: string;
  firstAt: string;
  /** The key of the part, and a function that returns the part's new value from its current one. */
  key: string;
  part: (before: OpeningPart | undefined) => OpeningPart;
};

const OPENINGS_LOCK = 7_021_043;
/** PostgreSQL takes at most 65,535 parameters; a saved file has up to 5,000 reports. */
const AT_ONCE = 1_000;
const MOST_USES = 100_000;
const MOST_SECONDS = 86_400;

/** Tracking numbers of reports that exist or existed, by id. */
export async function numbersOf(trx: Transaction<Database>, reportIds: string[]): Promise<Map<string, string>> {
  if (reportIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('report')
    .select(['id', 'tracking_number'])
    .where('id', 'in', reportIds)
    .unionAll(
      trx
        .selectFrom('removed_report')
        .select(['report_id as id', 'tracking_number'])
        .where('report_id', 'in', reportIds),
    )
    .execute();
  return new Map(rows.map(({ id, tracking_number }) => [id, tracking_number]));
}

/**
 * Saves openings as a workstation sent them. A stored part is replaced only by a later state, and a workstation can't
 * change what the server itself recorded.
 */
export function saveOpenings(
  trx: Transaction<Database>,
  officerId: string,
  openings: readonly Opening[],
  numbers: ReadonlyMap<string, string>,
): Promise<void> {
  const given = openings.map(({ id, reportId, firstAt, lastAt, seconds, uses, offline }): Given => {
    const own = Object.fromEntries(Object.entries(uses).filter(([use]) => !SERVER_USES.some((one) => one === use)));
    const now = { firstAt, lastAt, seconds, uses: own, offline };
    return { reportId, firstAt, key: id, part: (before) => (before && before.lastAt > lastAt ? before : now) };
  });
  return addParts(trx, officerId, given, numbers);
}

/** Records that the server sent reports to an officer. Reports that never existed are ignored. */
export async function noteOpenings(
  trx: Transaction<Database>,
  { officerId, reportIds, use, at }: { officerId: string; reportIds: readonly string[]; use: ServerUse; at: Date },
): Promise<void> {
  const ids = [...new Set(reportIds)];
  const now = at.toISOString();
  const given = ids.map((reportId): Given => {
    const part = (before: OpeningPart = { firstAt: now, lastAt: now, seconds: 0, uses: {}, offline: false }) => {
      const times = Math.min(MOST_USES, (before.uses[use] ?? 0) + 1);
      return { ...before, lastAt: now, uses: { [use]: times } };
    };
    return { reportId, firstAt: now, key: `server ${use}`, part };
  });
  await addParts(trx, officerId, given, await numbersOf(trx, ids));
}

const slotOf = (firstAt: string): number => Math.floor(Date.parse(firstAt) / OPENING_MS);

/**
 * Adds parts to an officer's rows. There is one row for each report and ten-minute period, regardless of which
 * workstation or server a part comes from. The officer's rows are locked, so that two requests cannot both create the
 * same row.
 */
async function addParts(
  trx: Transaction<Database>,
  officerId: string,
  given: readonly Given[],
  numbers: ReadonlyMap<string, string>,
): Promise<void> {
  const known = given.filter(({ reportId }) => numbers.has(reportId));
  if (known.length === 0) return;
  await sql`select pg_advisory_xact_lock(${OPENINGS_LOCK}, hashtext(${officerId}))`.execute(trx);
  const slots = known.map(({ firstAt }) => slotOf(firstAt));
  const { rows } = await sql<{ report_id: string; slot: string; parts: OpeningParts }>`
    select report_id, slot, parts from opening join unnest(${known.map(({ reportId }) => reportId)}::uuid[],
      ${slots}::bigint[]) as asked (report, at) on report_id = report and slot = at
    where officer_id = ${officerId}::uuid`.execute(trx);
  const merged = new Map<string, { reportId: string; slot: number; parts: OpeningParts }>();
  for (const { report_id: reportId, slot, parts } of rows)
    merged.set(`${reportId} ${slot}`, { reportId, slot: Number(slot), parts: { ...parts } });
  for (const { reportId, firstAt, key, part } of known) {
    const slot = slotOf(firstAt);
    const row = merged.get(`${reportId} ${slot}`) ?? { reportId, slot, parts: {} };
    row.parts[key] = part(row.parts[key]);
    merged.set(`${reportId} ${slot}`, row);
  }
  const values = [...merged.values()].map(({ reportId, slot, parts }) => {
    const { firstAt, lastAt, seconds, uses, offline } = together(Object.values(parts));
    return {
      id: uuidv7(new Date(firstAt)),
      officer_id: officerId,
      report_id: reportId,
      tracking_number: numbers.get(reportId) ?? '',
      first_at: new Date(firstAt),
      last_at: new Date(lastAt),
      seconds,
      uses: JSON.stringify(uses),
      offline,
      slot,
      parts: JSON.stringify(parts),
    };
  });
  for (let from = 0; from < values.length; from += AT_ONCE) {
    await trx
      .insertInto('opening')
      .values(values.slice(from, from + AT_ONCE))
      .onConflict((conflict) =>
        conflict.columns(['officer_id', 'report_id', 'slot']).doUpdateSet((eb) => ({
          first_at: eb.ref('excluded.first_at'),
          last_at: eb.ref('excluded.last_at'),
          seconds: eb.ref('excluded.seconds'),
          uses: eb.ref('excluded.uses'),
          offline: eb.ref('excluded.offline'),
          parts: eb.ref('excluded.parts'),
        })),
      )
      .execute();
  }
}

/** Combines the parts of a row. */
function together(parts: readonly OpeningPart[]): OpeningPart {
  const uses: OpeningUses = {};
  for (const part of parts) {
    for (const [name, times] of Object.entries(part.uses) as [keyof OpeningUses, number][])
      uses[name] = Math.min(MOST_USES, (uses[name] ?? 0) + times);
  }
  const sorted = (key: 'firstAt' | 'lastAt') => parts.map((part) => part[key]).toSorted();
  return {
    firstAt: sorted('firstAt')[0] ?? '',
    lastAt: sorted('lastAt').at(-1) ?? '',
    seconds: Math.min(
      MOST_SECONDS,
      parts.reduce((sum, { seconds }) => sum + seconds, 0),
    ),
    uses,
    offline: parts.some(({ offline }) => offline),
  };
}
