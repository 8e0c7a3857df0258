import type { QueueColumn, QueueFilter, QueuePage, QueueRequest, QueueRow } from '#shared/domain/queue.ts';
import { LIKELY_REPEAT } from '#shared/domain/repeat.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { fold } from './fold.ts';
import type { Db } from './open.ts';

const SORT_KEYS: Record<QueueColumn, string> = {
  trackingNumber: 'tracking_number',
  receivedAt: 'received_at',
  waiting: 'waiting_since',
  kind: 'kind',
  offense: 'offense_key',
  location: 'location_key',
  person: 'person_key',
  state: 'state_rank',
  hints: 'hints',
  repeats: 'strongest',
};

const ROW = `id, tracking_number AS trackingNumber, received_at AS receivedAt, waiting_since AS waitingSince, kind,
  offense, location, person, state, hints, repeats, strongest, version, claim`;

type RawRow = Omit<QueueRow, 'claim'> & { claim: string | null };

/** What lies in the cache was parsed when it came from the server. */
const toRow = (raw: RawRow): QueueRow => ({
  ...raw,
  claim: raw.claim === null ? null : (JSON.parse(raw.claim) as QueueRow['claim']),
});

/** Reads the triage queue a page at a time; the window never holds more than it shows. */
export function createQueueStore(db: Db) {
  const byId = db.prepare<[string], RawRow>(
    `SELECT ${ROW.replace(/\b(id|version)\b/g, 'queue.$1')} FROM report JOIN queue USING (seq) WHERE report.id = ?`,
  );
  const ofSameName = db.prepare<[string, string], QueueRow>(
    `SELECT ${ROW} FROM queue
     WHERE person_key = (SELECT q.person_key FROM report JOIN queue AS q USING (seq) WHERE report.id = ?) AND id <> ?
     ORDER BY received_at DESC LIMIT 20`,
  );
  return {
    page: (request: QueueRequest): QueuePage => {
      const { sql, countSql, values } = queueSql(request);
      const rows = db.prepare<unknown[], RawRow>(sql).all(...values, request.limit, request.offset);
      const total =
        db
          .prepare<unknown[], number>(countSql)
          .pluck()
          .get(...values) ?? 0;
      return { rows: rows.map(toRow), total };
    },
    /** Other reports under the same name, folded; the newest first, at most 20. */
    ofSameName: (reportId: string): QueueRow[] => ofSameName.all(reportId, reportId),
    row: (reportId: string): QueueRow | null => {
      const raw = byId.get(reportId);
      return raw === undefined ? null : toRow(raw);
    },
  };
}

/** As the partial index of the likely repeats has it. */
const LIKELY = `strongest >= ${LIKELY_REPEAT}`;

/**
 * The statement behind a page. "Waiting" sorts by how long, so its order is that of `waiting_since` turned round.
 * A filter by states that are closed leaves the open queue and is sorted without its indexes.
 */
export function queueSql({ filter, sort }: Pick<QueueRequest, 'filter' | 'sort'>) {
  // A plus keeps the planner from the kind's own index, which would have to sort all of that kind for one page.
  const { where, values } = conditions(filter, '+kind');
  const key = SORT_KEYS[sort.column];
  const down = (sort.direction === 'desc') !== (sort.column === 'waiting');
  const direction = down ? 'DESC' : 'ASC';
  const order = key === 'tracking_number' ? `${key} ${direction}` : `${key} ${direction}, tracking_number ${direction}`;
  // They are few: sorting them costs less than going through the whole queue in order to find them.
  const index = filter.likelyRepeat && filter.states.every(isOpen) ? ' INDEXED BY queue_likely_repeats' : '';
  return {
    sql: `SELECT ${ROW} FROM queue${index} WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    countSql: `SELECT count(*) FROM queue${index} WHERE ${conditions(filter, 'kind').where}`,
    values,
  };
}

function conditions(filter: QueueFilter, kind: string): { where: string; values: unknown[] } {
  const parts: string[] = [];
  const values: unknown[] = [];
  const closed = filter.states.filter((state) => !isOpen(state));
  if (closed.length === 0) parts.push('in_queue = 1');
  if (filter.states.length > 0) {
    const places = (states: readonly unknown[]) => states.map(() => '?').join(', ');
    const open = filter.states.filter(isOpen);
    if (closed.length === 0) parts.push(`state IN (${places(open)})`);
    else if (open.length === 0) parts.push(`in_queue = 0 AND state IN (${places(closed)})`);
    else parts.push(`(in_queue = 1 AND state IN (${places(open)}) OR in_queue = 0 AND state IN (${places(closed)}))`);
    values.push(...open, ...closed);
  }
  if (filter.kinds.length > 0) {
    parts.push(`${kind} IN (${filter.kinds.map(() => '?').join(', ')})`);
    values.push(...filter.kinds);
  }
  if (filter.likelyRepeat) parts.push(LIKELY);
  for (const word of fold(filter.text).split(' ')) {
    if (word === '') continue;
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    parts.push("(search LIKE ? ESCAPE '\\' OR offense_key LIKE ? ESCAPE '\\')");
    values.push(pattern, pattern);
  }
  return { where: parts.join(' AND '), values };
}
