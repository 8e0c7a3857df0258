import { hostname } from 'node:os';
import { readAudit } from '../db/audit.ts';
import { usernamesOf } from '../db/audit-names.ts';
import { keepPlace, placeOf } from '../db/audit-readers.ts';
import type { Deps } from '../deps.ts';
import { type SyslogTarget, ship } from './syslog-line.ts';
import { auditFrame, headerHost } from './syslog-message.ts';

/**
 * Number of rows that are marked as sent together. A smaller number means more connections; a larger number means that
 * more rows are sent again after an interruption.
 */
const SHIPMENT = 2_000;
const SLICE = 200;
/** Time limit of a run, which leaves time for other jobs; the next run continues. */
const MOST_MS = 60_000;

/**
 * Sends the rows of the audit log that the receiver does not have yet, in order. Reads the log but never locks it, so
 * new entries don't have to wait for the receiver. A row may arrive twice, but is never lost.
 */
export async function sendAudit(deps: Deps, target: SyslogTarget, stopped: AbortSignal): Promise<{ sent: number }> {
  const began = performance.now();
  const first = await placeOf(deps.db, 'siem');
  let place = first;
  while (!stopped.aborted && performance.now() - began < MOST_MS) {
    const [next] = await readAudit(deps.db, place, 1);
    if (next === undefined) break;
    const shipment = { last: place };
    await ship(target, framesAfter(deps, shipment), stopped);
    place = shipment.last;
    await keepPlace(deps.db, 'siem', place, deps.now());
  }
  return { sent: place - first };
}

async function* framesAfter({ db }: Deps, shipment: { last: number }): AsyncGenerator<Buffer> {
  const host = headerHost(hostname());
  for (let sent = 0; sent < SHIPMENT; ) {
    const rows = await readAudit(db, shipment.last, SLICE);
    const names = await usernamesOf(
      db,
      rows.flatMap(({ actor, target }) => (target === null ? [actor] : [actor, target])),
    );
    for (const { prev_hash: _, at, ...row } of rows) {
      const named = { actorName: names[row.actor] ?? null, targetName: names[row.target ?? ''] ?? null };
      yield auditFrame({ ...row, ...named, at: at.toISOString() }, host);
      shipment.last = row.seq;
    }
    sent += rows.length;
    if (rows.length < SLICE) return;
  }
}
