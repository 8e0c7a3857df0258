import { randomUUID } from 'node:crypto';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { write } from '#electron/worker/db/write.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { OPEN_STATES } from '#shared/domain/workflow.ts';
import type { Cluster } from '../helpers/cluster.ts';
import type { DeskOrder } from '../helpers/desk-lines.ts';

/*
 * Measures sending what waits on a workstation after days offline, and the baseline: the same requests without a
 * workstation.
 */

/** Sends notes like the waiting ones over plain HTTP; returns the rate per second. */
export async function barePush(cluster: Cluster, policy: Policy, count: number): Promise<number> {
  const token = await cluster.signedIn();
  const rows = await cluster.db
    .selectFrom('report')
    .select(['id', 'version'])
    .where('state', 'in', OPEN_STATES)
    .limit(count)
    .execute();
  const sent = rows.length;
  const started = performance.now();
  const send = async (): Promise<void> => {
    for (let row = rows.pop(); row !== undefined; row = rows.pop()) {
      const seen = { reportVersion: row.version, policyVersion: policy.version, letterHash: null };
      const answer = await fetch(`${cluster.servers[0]?.url}/api/v1/reports/${row.id}/acts`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify({ act: NOTE, seen }),
      });
      if (!answer.ok) throw new Error(`an act was answered with ${answer.status}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all([send(), send(), send(), send()]);
  return (sent / (performance.now() - started)) * 1000;
}

const NOTE = { kind: 'note', note: 'Offline all day.' } as const;

/** Returns how many acts of the workstation's officer the server has received. */
export async function takenBy({ db }: Cluster, { open }: Pick<DeskOrder, 'open'>): Promise<number> {
  const { n } = await db
    .selectFrom('act')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('officer_id', '=', open.officer.id)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Fills the outbox as days offline would: with notes on every open report, round after round. */
export function queueUp({ open }: Pick<DeskOrder, 'open'>, policy: Policy, most: number): number {
  const stores = createStores(openCache(open));
  const filter = { states: [], kinds: [], text: '', likelyDuplicate: false };
  const sort = { column: 'receivedAt', direction: 'asc' } as const;
  const { rows } = stores.queue.page({ filter, sort, offset: 0, limit: most });
  const now = new Date().toISOString();
  write(stores.db, (tx) => {
    for (let n = 0; n < most; n += 1) {
      const { id, trackingNumber, version } = rows[n % rows.length] ?? {};
      if (id === undefined || trackingNumber === undefined || version === undefined) throw new Error('no open report');
      stores.outbox.add(tx, {
        id: randomUUID(),
        reportId: id,
        trackingNumber,
        act: NOTE,
        seen: { reportVersion: version, policyVersion: policy.version, letterHash: null },
        createdAt: now,
        holdUntil: now,
      });
    }
    stores.outbox.releaseAll(tx);
  });
  stores.db.close();
  return most;
}
