import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AuditChain, AuditEntry, AuditEntryPage, AuditEntryQuery } from '#shared/audit-api.ts';
import { plainTrackingNumber } from '#shared/domain/ids.ts';
import { ACTIONS_OF } from '../audit/groups.ts';
import { allIds, idsAbout, isId, namedIds, namesOf, reportsOf } from './audit-names.ts';
import { officersNamed } from './find.ts';
import { foldedWords } from './report-words.ts';
import type { Database } from './schema.ts';

type Row = Omit<AuditEntry, 'at' | 'about'> & { at: Date; target: string | null };

/**
 * Returns one page of the audit log, newest first, with the names of people and the numbers of reports. However long
 * the log is, an index scan for each requested action, person, or ID reads only about a page of rows.
 * @param hidden IDs of reports. Entries about one of them, or whose details name one, are left out. There may be
 * thousands of these reports, so this looks up which reports a page's entries are about, not every entry about these
 * reports.
 */
export async function readAuditEntries(
  db: Kysely<Database>,
  query: AuditEntryQuery,
  hidden: { has: (reportId: string) => boolean; size: number },
): Promise<Omit<AuditEntryPage, 'hidden'>> {
  const sliceAfter = await pathOf(db, query);
  if (sliceAfter === null) return { rows: [], names: {}, more: false };
  const rows: Row[] = [];
  let last: Place | null = null;
  for (let size = query.limit + 1; rows.length <= query.limit; size *= 2) {
    const some: Row[] = await sliceAfter(last, size);
    rows.push(...(hidden.size === 0 ? some : await aboutOthers(db, some, hidden)));
    last = some.at(-1) ?? null;
    if (some.length < size) break;
  }
  const shown = rows.slice(0, query.limit);
  const names = await namesOf(db, shown.flatMap(namedIds));
  return {
    rows: shown.map(({ target, ...row }) =>
      Object.assign(row, { at: row.at.toISOString(), about: aboutOf(target, row, names) }),
    ),
    names,
    more: rows.length > query.limit,
  };
}

type Place = Pick<Row, 'at' | 'seq'>;

/**
 * Returns a function that reads the requested rows after a given place in the log. Returns null if no row can match.
 */
async function pathOf(db: Kysely<Database>, query: AuditEntryQuery) {
  const actors = query.person === undefined || query.person === '' ? null : await actorsNamed(db, query.person);
  const actions = query.group === undefined ? null : [...ACTIONS_OF[query.group]];
  const when = await span(db, query);
  const about = query.report === undefined || query.report === '' ? null : await reportsNumbered(db, query.report);
  if (when === null || actors?.length === 0 || about?.length === 0) return null;
  const ids = about === null ? [] : await idsAbout(db, about);
  return async (after: Place | null, limit: number): Promise<Row[]> => {
    const newest: Newest = (condition) => sql`
      select seq, at from audit as entry where ${condition} and ${when} and ${isAfter(after)}
      order by at desc, seq desc limit ${limit}`;
    const found =
      about !== null
        ? aboutReports({ reports: about, ids }, newest, { actors, actions })
        : actors !== null
          ? byOrTo(actors, newest, actions)
          : actions !== null
            ? sql`unnest(${actions}::text[]) as one (action), lateral (${newest(sql`entry.action = one.action`)}) as found`
            : sql`(${newest(sql`true`)}) as found`;
    const { rows } = await sql<Row>`
      with page as (select found.seq, found.at from ${found} order by found.at desc, found.seq desc limit ${limit})
      select audit.seq, audit.at, coalesce(who.display_name, service.name, actor) as by, action, target, outcome, source, detail
      from page
      join audit on audit.seq = page.seq
      left join officer as who on who.id::text = actor
      left join service_account as service on service.id::text = actor
      order by page.at desc, page.seq desc`.execute(db);
    return rows;
  };
}

/** Selects rows about what these people did and about what was done to their accounts. */
function byOrTo(people: readonly string[], newest: Newest, actions: readonly string[] | null): RawBuilder<unknown> {
  const some = actions === null ? sql`true` : sql`entry.action = any(${[...actions]}::text[])`;
  return sql`(
    select did.seq, did.at from unnest(${[...people]}::text[]) as one (id),
      lateral (${newest(sql`entry.actor = one.id and ${some}`)}) as did
    union select done.seq, done.at from unnest(${[...people]}::text[]) as one (id),
      lateral (${newest(sql`entry.target = one.id and ${some}`)}) as done) as found`;
}

type Newest = (condition: RawBuilder<unknown>) => RawBuilder<unknown>;
type Narrowed = { actors: readonly string[] | null; actions: readonly string[] | null };

/** Rows logged about reports, about their decisions, letters and files, and about lists that showed them. */
function aboutReports(
  { reports, ids }: { reports: readonly string[]; ids: readonly string[] },
  newest: Newest,
  { actors, actions }: Narrowed,
): RawBuilder<unknown> {
  const narrowed = sql.join(
    [
      sql`true`,
      ...(actors === null ? [] : [sql`entry.actor = any(${[...actors]}::text[])`]),
      ...(actions === null ? [] : [sql`entry.action = any(${[...actions]}::text[])`]),
    ],
    sql` and `,
  );
  return sql`(
    select one.seq, one.at from unnest(${[...new Set(ids)]}::text[]) as about (id),
      lateral (${newest(sql`entry.target = about.id and ${narrowed}`)}) as one
    union all select shown.seq, shown.at from (${newest(
      sql`entry.action = 'search.run' and entry.detail -> 'shown' ?| ${[...reports]}::text[] and ${narrowed}`,
    )}) as shown
    union all select listed.seq, listed.at from (${newest(
      sql`entry.action = 'decisions.read' and (entry.actor, entry.at) in (
        select reading.actor, reading.at from list_reading as reading where reading.shown && ${[...reports]}::uuid[])
        and ${narrowed}`,
    )}) as listed) as found`;
}

/** Reports with this tracking number, including removed ones, or with this case number in any format. */
async function reportsNumbered(db: Kysely<Database>, typed: string): Promise<string[]> {
  const number = plainTrackingNumber(typed);
  const { rows } = await sql<{ id: string }>`
    select id::text from report where tracking_number = ${number}
    union select report_id::text from removed_report where tracking_number = ${number}
    union select report_id::text from case_number where search_code(number) = search_code(${typed})
      and search_code(${typed}) <> ''
    limit 20`.execute(db);
  return rows.map(({ id }) => id);
}

const isAfter = (place: Place | null) =>
  place === null ? sql`true` : sql`(entry.at, entry.seq) < (${place.at}::timestamptz, ${place.seq}::bigint)`;

/** Leaves out entries about hidden reports, and entries whose details name one, such as the results of a search. */
async function aboutOthers(db: Kysely<Database>, rows: readonly Row[], hidden: { has: (id: string) => boolean }) {
  const ids = rows.map(allIds);
  const reportOf = await reportsOf(db, ids.flat());
  return rows.filter((_, at) => !(ids[at] ?? []).some((id) => hidden.has(reportOf.get(id) ?? id)));
}

/** A file, a package, or a review has no name of its own, so use its report's. */
function aboutOf(target: string | null, { detail }: Pick<Row, 'detail'>, names: Record<string, string>): string | null {
  if (target !== null && !isId(target)) return target;
  const { report } = detail;
  return names[target ?? ''] ?? (isId(report) ? names[report] : undefined) ?? null;
}

/** Accounts by name, and parts of the system, such as "system" or "person". */
async function actorsNamed(db: Kysely<Database>, person: string): Promise<string[]> {
  const words = foldedWords(person).join(' ');
  if (words === '') return [];
  return [...(await officersNamed(db, words)), words];
}

/**
 * Returns the condition on an entry's time and place in the log; null if there is no entry with the number `before`, so
 * that no page can follow it.
 */
async function span(db: Kysely<Database>, { from, to, before }: AuditEntryQuery): Promise<RawBuilder<unknown> | null> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (from !== undefined) all.push(sql`entry.at >= ${new Date(from)}`);
  if (to !== undefined) all.push(sql`entry.at < ${new Date(to)}`);
  if (before !== undefined) {
    const last = await db.selectFrom('audit').select(['at', 'seq']).where('seq', '=', before).executeTakeFirst();
    if (last === undefined) return null;
    all.push(isAfter(last));
  }
  return sql.join(all, sql` and `);
}

/** The scheduled job that checks the chain. */
const JOB = 'audit-check';

export async function readChainState(db: Kysely<Database>, now: Date): Promise<AuditChain> {
  const newest = await db.selectFrom('audit').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const last = await db
    .selectFrom('audit')
    .select(['at', 'outcome', sql<number>`(detail ->> 'rows')::int`.as('rows')])
    .where('action', '=', 'audit.check')
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const job = await db
    .selectFrom('job')
    .select(['next_run_at', 'started_at', 'finished_at'])
    .where('name', '=', JOB)
    .executeTakeFirst();
  const { started_at: started = null, finished_at: finished = null } = job ?? {};
  const running = started !== null && (finished === null || finished < started);
  return {
    entries: newest?.seq ?? 0,
    check: running ? 'running' : job !== undefined && job.next_run_at <= now ? 'asked' : 'none',
    last: last === undefined ? null : { at: last.at.toISOString(), ok: last.outcome === 'success', entries: last.rows },
  };
}
