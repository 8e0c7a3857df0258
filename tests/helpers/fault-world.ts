import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '#server/demo-data/random.ts';
import type { Cluster } from './cluster.ts';
import { DESK } from './desk-lines.ts';

/* Simulates what happens around the workstations until a fault run is over. */

/**
 * Expires every access token in the middle of pulls and pushes. Otherwise, tokens would last fifteen minutes, which is
 * longer than most runs.
 */
export async function endTokens(
  { db }: Cluster,
  random: Random,
  enough: () => boolean,
  ended: () => void,
): Promise<void> {
  while (!enough()) {
    await sleep(random.int(300, 1500));
    await db
      .updateTable('session_token')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('kind', '=', 'access')
      .where('session_id', 'in', (of) => of.selectFrom('session').select('id').where('workstation', '=', DESK))
      .execute();
    ended();
  }
}

/**
 * A colleague occasionally acts on the same reports, so that some decisions meet a version that their officer never saw.
 */
export async function interfere(cluster: Cluster, random: Random, enough: () => boolean): Promise<void> {
  const token = await cluster.signedIn();
  while (!enough()) {
    await sleep(random.int(50, 250));
    const report = await cluster.db
      .selectFrom('report')
      .select(['id', 'version'])
      .where('state', '=', 'submitted')
      .orderBy('received_at')
      .offset(random.int(0, 40))
      .limit(1)
      .executeTakeFirst();
    if (report === undefined) continue;
    const seen = { reportVersion: report.version, policyVersion: 1, letterHash: null };
    await fetch(`${cluster.servers[0]?.url}/api/v1/reports/${report.id}/acts`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify({ act: { kind: 'note', note: 'A colleague was here.' }, seen }),
    }).catch(() => undefined);
  }
}

/** People keep filing reports, so that there is always something to decide. */
export async function keepComing(
  { db }: Cluster,
  reports: number,
  file: (count: number) => Promise<void>,
  enough: () => boolean,
): Promise<void> {
  while (!enough()) {
    const { left } = await db
      .selectFrom('report')
      .select(({ fn }) => fn.countAll<string>().as('left'))
      .where('state', '=', 'submitted')
      .executeTakeFirstOrThrow();
    if (Number(left) < reports / 2) await file(20);
    await sleep(100);
  }
}
