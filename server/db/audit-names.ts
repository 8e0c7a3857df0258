import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ExportName } from '#shared/audit/export-line.ts';
import type { Database } from './schema.ts';

/** Maximum number of ids that get names in a list, such as the reports that a search found. */
export const NAMED_OF_LIST = 5;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ANY_ID = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

type Named = { target: string | null; detail: Record<string, unknown> };

/** The ids in an entry that may have a name: its target, and values of its details. */
export function namedIds({ target, detail }: Named): string[] {
  const values = Object.values(detail).flatMap((value) =>
    Array.isArray(value) ? value.slice(0, NAMED_OF_LIST) : [value],
  );
  return [target, ...values].filter(isId);
}

/** All ids in an entry, at any depth in its details. */
export function allIds({ target, detail }: Named): string[] {
  const told = JSON.stringify(detail).match(ANY_ID) ?? [];
  return isId(target) ? [target, ...told] : told;
}

/** The ids in entries about these reports: those of the reports, their decisions, letters, packages, files, reviews. */
export async function idsAbout(db: Kysely<Database>, reports: readonly string[]): Promise<string[]> {
  if (reports.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with asked as (select unnest(${[...reports]}::uuid[]) as report_id)
    select report_id::text as id from asked
    union all select id::text from asked join decision using (report_id)
    union all select id::text from asked join letter using (report_id)
    union all select id::text from asked join rms_package using (report_id)
    union all select id::text from asked join attachment using (report_id)
    union all select id::text from asked join review_sample using (report_id)`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Finds the report that each id is about: the id may be the report's own, or that of its decision, letter, package,
 * file, or second review.
 */
const ABOUT = sql`
  select id, id as report_id from asked
  union all select asked.id, report_id from asked join decision using (id)
  union all select asked.id, report_id from asked join letter using (id)
  union all select asked.id, report_id from asked join rms_package using (id)
  union all select asked.id, report_id from asked join attachment using (id)
  union all select asked.id, report_id from asked join review_sample using (id)`;

/** Returns, for each id that is not a report's own, the report that it is about. */
export async function reportsOf(db: Kysely<Database>, ids: readonly string[]): Promise<Map<string, string>> {
  const all = [...new Set(ids)];
  if (all.length === 0) return new Map();
  const { rows } = await sql<{ id: string; report: string }>`
    with asked as (select unnest(${all}::uuid[]) as id), about as (${ABOUT})
    select id::text, report_id::text as report from about where report_id <> id`.execute(db);
  return new Map(rows.map(({ id, report }) => [id, report]));
}

/**
 * Returns the usernames of accounts and the names of service accounts, by id, for systems that know people by their
 * usernames.
 */
export async function usernamesOf(db: Kysely<Database>, ids: readonly string[]): Promise<Record<string, string>> {
  const all = [...new Set(ids.filter(isId))];
  if (all.length === 0) return {};
  const { rows } = await sql<{ id: string; name: string }>`
    with asked as (select unnest(${all}::uuid[]) as id)
    select id::text, name from asked join officer using (id)
    union all select id::text, name from asked join service_account using (id)`.execute(db);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** The accounts that acted, or were acted on, in the rows after `after` up to `to`, with their names. */
export async function accountsIn(db: Kysely<Database>, after: number, to: number): Promise<ExportName[]> {
  const isThere = (id: RawBuilder<unknown>) => sql`(
    exists (select from audit where actor = ${id}::text and seq > ${after} and seq <= ${to})
    or exists (select from audit where target = ${id}::text and seq > ${after} and seq <= ${to}))`;
  const { rows } = await sql<ExportName>`
    select id::text, display_name as name, name as username from officer where ${isThere(sql`officer.id`)}
    union all select id::text, name, null from service_account where ${isThere(sql`service_account.id`)}
    order by id`.execute(db);
  return rows;
}

/**
 * Returns the name that each id stands for: the name of an account or a service account, or the tracking number of a
 * report. The report may have been removed, or the id may be that of its decision, letter, package, file, or second
 * review. Other ids have no name.
 */
export async function namesOf(db: Kysely<Database>, ids: readonly string[]): Promise<Record<string, string>> {
  const all = [...new Set(ids)];
  if (all.length === 0) return {};
  const { rows } = await sql<{ id: string; name: string }>`
    with asked as (select unnest(${all}::uuid[]) as id), about as (${ABOUT})
    select asked.id::text, display_name as name from asked join officer using (id)
    union all select asked.id::text, name from asked join service_account using (id)
    union all select about.id::text, tracking_number from about join report on report.id = about.report_id
    union all select about.id::text, tracking_number from about
      join removed_report on removed_report.report_id = about.report_id`.execute(db);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
