import { randomUUID } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { encodeCursor } from '#server/db/changes.ts';
import type { Db } from '#server/db/open.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { findReport } from '#server/db/report.ts';
import type { Act } from '#shared/domain/act.ts';
import { intake } from '../helpers/builders.ts';
import type { Cluster } from '../helpers/cluster.ts';
import { whatOfficerSees } from '../helpers/what-officer-sees.ts';

export type Call = { status: number; body: string; ms: number };
export type Caller = (method: string, url: string, token: string | null, body?: unknown) => Promise<Call>;

/** Calls over kept connections, as workstations make them; no timeout of its own shorter than the feed's wait. */
export function createCaller(): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  return (method, url, token, body) =>
    new Promise((resolve, reject) => {
      const started = performance.now();
      const text = body === undefined ? undefined : JSON.stringify(body);
      const call = httpRequest(
        url,
        {
          method,
          agent,
          headers: {
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
            ...(text === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
          },
        },
        (answer) => {
          let got = '';
          // Numbers, times and ids are all that is read here, and this costs a third: the server is measured beside it.
          answer.setEncoding('latin1');
          answer.on('data', (part: string) => {
            got += part;
          });
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: got, ms: performance.now() - started }),
          );
        },
      );
      call.on('error', reject);
      call.end(text);
    });
}

const approveAs = (offenseCode: string): Act => ({ kind: 'approve', offenseCode, note: '' });

/** One intake at a server; its tracking number. */
export async function fileOne(call: Caller, url: string): Promise<Call> {
  return call('POST', `${url}/api/v1/intake`, null, intake({ facts: { who: { email: null } } }));
}

/**
 * Approves open reports one after the other, each as its officer sees it.
 * @param needed so many decisions will be asked for; a folder that is kept has fewer left with each run.
 */
export async function createDecider(cluster: Cluster, token: string, call: Caller, needed: number) {
  const policy = await currentPolicy(cluster.db);
  const open = await cluster.db
    .selectFrom('report')
    .select('id')
    .where('state', 'in', ['submitted', 'resubmitted'])
    .orderBy('id', 'desc')
    .limit(6_000)
    .execute();
  if (open.length < needed) {
    throw new Error(`Only ${open.length} of ${needed} reports wait for a decision: fill another folder with --keep.`);
  }
  return async (url: string): Promise<(Call & { reportId: string }) | null> => {
    const id = open.pop()?.id;
    const report = id === undefined ? null : await findReport(cluster.db, id);
    if (report === null) return null;
    const offense = policy.offenses.find((one) => one.kind === report.kind);
    const act = approveAs(offense?.code ?? '');
    const body = { act, seen: whatOfficerSees(report, act, policy) };
    return { ...(await call('POST', `${url}/api/v1/reports/${report.id}/acts`, token, body)), reportId: report.id };
  };
}

export type Storm = { errors: number; seen: number[]; decisions: number[]; intakes: number[]; decided: number };

/**
 * Workstations that wait on the change feed of both servers, while others decide and people file reports. `seen` has,
 * for every change, how long after its answer each waiting workstation was told of it, in ms.
 */
export async function storm(
  cluster: Cluster,
  { token, call, waiting, seconds }: { token: string; call: Caller; waiting: number; seconds: number },
): Promise<Storm> {
  const result: Storm = { errors: 0, seen: [], decisions: [], intakes: [], decided: 0 };
  const committed = new Map<string, number>();
  const pending = new Map<string, number[]>();
  let running = true;
  const { servers } = cluster;
  const urlOf = (n: number) => servers[n % servers.length]?.url ?? '';
  const cursor = await lastCursor(cluster.db);

  const tell = (trackingNumber: string, at: number) => {
    const answered = committed.get(trackingNumber);
    if (answered === undefined) pending.set(trackingNumber, [...(pending.get(trackingNumber) ?? []), at]);
    else result.seen.push(Math.max(0, at - answered));
  };
  const settle = (trackingNumber: string, at: number) => {
    committed.set(trackingNumber, at);
    for (const early of pending.get(trackingNumber) ?? []) result.seen.push(Math.max(0, early - at));
    pending.delete(trackingNumber);
  };
  const workstation = async (n: number) => {
    let after = cursor;
    // It is set by whoever ends the load.
    // oxlint-disable-next-line no-unmodified-loop-condition
    while (running) {
      const page = await call('GET', `${urlOf(n)}/api/v1/changes?wait=20&after=${encodeURIComponent(after)}`, token);
      const at = performance.now();
      if (page.status !== 200) {
        result.errors += 1;
        continue;
      }
      after = /"cursor":"([^"]+)"/.exec(page.body.slice(-1000))?.[1] ?? after;
      for (const [, id = ''] of page.body.matchAll(/"id":"([0-9a-f-]{36})","trackingNumber"/g)) tell(id, at);
    }
  };
  const stations = Array.from({ length: waiting }, (_, n) => workstation(n));
  const decide = await createDecider(cluster, token, call, 20 * seconds);
  await new Promise((resolve) => setTimeout(resolve, 1_000));

  const tasks: Promise<void>[] = [];
  const started = performance.now();
  for (let tick = 0; performance.now() - started < seconds * 1000; tick += 1) {
    const due = started + tick * 40;
    const rest = due - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    // Twenty-five ticks a second: of five, four are decisions and one is an intake.
    tasks.push(
      (async () => {
        if (tick % 5 === 4) {
          const filed = await fileOne(call, urlOf(tick));
          if (filed.status !== 201) result.errors += 1;
          else result.intakes.push(filed.ms);
          return;
        }
        const acted = await decide(urlOf(tick));
        if (acted === null) return;
        if (acted.status !== 200) result.errors += 1;
        else {
          result.decisions.push(acted.ms);
          result.decided += 1;
          settle(acted.reportId, performance.now());
        }
      })(),
    );
  }
  await Promise.all(tasks);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  running = false;
  // One more change wakes everybody who still waits.
  await fileOne(call, urlOf(0));
  await Promise.all(stations);
  return result;
}

/** Where the feed stands now, without reading all of it. */
async function lastCursor(db: Db): Promise<string> {
  const newest = await db
    .selectFrom('report')
    .select(['changed_txid as txid', 'id'])
    .orderBy('changed_txid', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { epoch } = await db.selectFrom('agency').select('epoch').executeTakeFirstOrThrow();
  return encodeCursor({ epoch, ...newest });
}
