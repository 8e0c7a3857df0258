import { sql } from 'kysely';
import { AppError } from '#shared/errors.ts';
import { JsonList } from './json-list.ts';
import { copyRows, type Db } from './open.ts';
import { reportText } from './report.ts';

/*
 * The change feed. Reports are ordered by the transaction that last wrote them, then by ID. A page ends before the oldest
 * transaction that is still open, because that transaction's changes will sort before those of newer ones. So a cursor
 * never moves past a change that is committed late.
 */

export type Cursor = { epoch: string; txid: string; id: string };

const NIL = '00000000-0000-0000-0000-000000000000';
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const CURSOR = new RegExp(`^(${UUID})\\.(\\d{1,20})\\.(${UUID})$`);

export function encodeCursor({ epoch, txid, id }: Cursor): string {
  return Buffer.from(`${epoch}.${txid}.${id}`).toString('base64url');
}

/**
 * @throws AppError `cursor_expired` for a cursor that is malformed or comes from another database: the client must pull
 * everything again.
 */
export function decodeCursor(text: string | undefined, epoch: string): Cursor {
  if (text === undefined) return { epoch, txid: '0', id: NIL };
  const [, itsEpoch, txid, id] = CURSOR.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  if (itsEpoch !== epoch || txid === undefined || id === undefined || BigInt(txid) > MOST_TXID) {
    throw new AppError('cursor_expired');
  }
  return { epoch, txid, id };
}

const MOST_TXID = 2n ** 63n - 1n;

/** A page of reports that are already JSON in UTF-8; the server forwards them without parsing them. */
export type Page = {
  reports: JsonList;
  /** Decisions about pairs, as JSON in UTF-8. */
  pairs: JsonList;
  /** IDs of reports that were removed. */
  removed: string[];
  empty: boolean;
  cursor: Cursor;
  more: boolean;
  policyVersion: number;
  /** Whether there are committed changes after the cursor that can't be returned until an older transaction ends. */
  heldBack: boolean;
};

/** @param reports an empty list, which this function fills and returns as part of the page. */
export async function readChanges(db: Db, after: Cursor, limit: number, reports: JsonList): Promise<Page> {
  // Reads changed reports, pair decisions, and removals in one common order. No transaction both writes and removes a
  // report, so an ID never appears in two of the lists.
  const newer = (id: string) => sql`${behind(after, id)}
    and changed_txid < pg_snapshot_xmin(pg_current_snapshot())
    order by changed_txid, ${sql.ref(id)}
    limit ${sql.lit(limit + 1)}`;
  const page = { reports, pairs: new JsonList(), removed: [] as string[] };
  let cursor = after;
  let empty = true;
  let more = false;
  // Reads one row more than fits, by count or by size, to find out whether there is another page. The database combines
  // rows into batches; otherwise, this process would wake up for every few kilobytes.
  await copyRows(
    db,
    sql`
    select what, string_agg(json, ',' order by place) filter (where fits),
      (array_agg(id::text order by place desc))[1], (array_agg(changed_txid::text order by place desc))[1]
    from (
      select what, id, changed_txid, json, place, bytes, place = 1 or
        (place <= ${sql.lit(limit)} and bytes <= ${sql.lit(MOST_PAGE_BYTES)}) as fits
      from (
        select what, id, changed_txid, json,
          row_number() over so_far as place, sum(octet_length(json)) over so_far as bytes
        from (
          (select 'report' as what, id, changed_txid, ${reportText} as json from report where ${newer('id')})
          union all
          (select 'pair', id, changed_txid, ${pairJson} from pair_decision
            where superseded_at is null and ${newer('id')})
          union all
          (select 'removed', report_id, changed_txid, report_id::text as json from removed_report where ${newer('report_id')})
          order by changed_txid, id
          limit ${sql.lit(limit + 1)}
        ) as feed
        window so_far as (order by changed_txid, id rows unbounded preceding)
      ) as counted
    ) as page
    group by fits, what, bytes / ${sql.lit(BUNCH_BYTES)}
    order by max(place)`,
    ([what, json, id, txid]) => {
      if (what === undefined || json === undefined || id === undefined || txid === undefined) return;
      empty = false;
      if (json.length === 0) {
        more = true;
        return;
      }
      cursor = { epoch: after.epoch, txid: txid.toString('latin1'), id: id.toString('latin1') };
      if (what.equals(REPORT)) page.reports.add(json);
      else if (what.equals(PAIR)) page.pairs.add(json);
      else page.removed.push(...json.toString('latin1').split(','));
    },
  );
  const state = await feedState(db, cursor, !more);
  return { ...page, empty, cursor, more, ...state };
}

/**
 * Maximum size of a page, unless its first report alone is larger. A workstation accepts responses of up to four times
 * this size.
 */
const MOST_PAGE_BYTES = 16 * 1024 * 1024;
const BUNCH_BYTES = 64 * 1024;
const REPORT = Buffer.from('report');
const PAIR = Buffer.from('pair');

/**
 * Values are inlined because COPY takes no parameters. This is safe because a cursor contains only digits and a UUID; see
 * `decodeCursor`.
 */
function behind(after: Cursor, id: string) {
  return sql`(changed_txid, ${sql.ref(id)}) > (${sql.lit(after.txid)}::xid8, ${sql.lit(after.id)}::uuid)`;
}

/**
 * @param cursor where the page ended. A row that the page missed because it changed during the read sorts after this
 * cursor.
 * @param last whether nothing else can be returned now.
 */
async function feedState(db: Db, cursor: Cursor, last: boolean): Promise<Pick<Page, 'policyVersion' | 'heldBack'>> {
  const heldBack = sql<boolean>`(exists (select 1 from report where ${behind(cursor, 'id')})
    or exists (select 1 from pair_decision where superseded_at is null and ${behind(cursor, 'id')})
    or exists (select 1 from removed_report where ${behind(cursor, 'report_id')}))`;
  const { rows } = await sql<{ policyVersion: number; heldBack: boolean; ahead: boolean }>`
    select
      coalesce((select max(version) from policy), 1) as "policyVersion",
      ${last ? heldBack : sql<boolean>`false`} as "heldBack",
      ${cursor.txid}::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) as ahead`.execute(db);
  const row = rows[0];
  // A cursor ahead of the database was issued before the database was restored to an earlier time.
  if (row === undefined || row.ahead) throw new AppError('cursor_expired');
  return { policyVersion: row.policyVersion, heldBack: row.heldBack };
}

const pairJson = sql<string>`concat(
  '{"id":"', id,
  '","reports":["', left_id, '","', right_id,
  '"],"decision":"', decision,
  '","note":', to_json(note)::text,
  ',"by":{"id":"', officer_id,
  '","displayName":', (select to_json(display_name)::text from officer where officer.id = officer_id),
  '},"at":"', ${isoText('decided_at')},
  '"}')`;

function isoText(column: string) {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Approximate number of reports: an exact count if counting is fast, otherwise PostgreSQL's estimate. */
export async function countReports(db: Db): Promise<number> {
  const { rows } = await sql<{ estimate: number }>`
    select reltuples::bigint as estimate from pg_class where oid = 'report'::regclass`.execute(db);
  const estimate = rows[0]?.estimate ?? 0;
  if (estimate > 50_000) return estimate;
  const { n } = await db
    .selectFrom('report')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}
