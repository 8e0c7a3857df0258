import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
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

/** Makes requests over keep-alive connections, as workstations do. Its timeout is never shorter than the feed's wait. */
export function createCaller(): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  const call = (method: string, url: string, token: string | null, body: unknown, key: string): Promise<Call> =>
    new Promise((resolve, reject) => {
      const started = performance.now();
      const text = body === undefined ? undefined : JSON.stringify(body);
      const sent = httpRequest(
        url,
        {
          method,
          agent,
          headers: {
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
            ...(text === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
          },
        },
        (answer) => {
          let got = '';
          // Only numbers, times and ids are read here, and decoding as Latin-1 takes a third of the time. The server
          // under test runs on the same machine.
          answer.setEncoding('latin1');
          answer.on('data', (part: string) => {
            got += part;
          });
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: got, ms: performance.now() - started }),
          );
        },
      );
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The server may close an idle connection at the moment in which it is used again.
        if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(call(method, url, token, body, key));
        else reject(error);
      });
      sent.end(text);
    });
  return (method, url, token, body) => call(method, url, token, body, randomUUID());
}

const approveAs = (offenseCode: string): Act => ({ kind: 'approve', offenseCode, note: '' });

/** Files one report at a server and returns the response. */
export async function fileOne(call: Caller, url: string): Promise<Call> {
  return call('POST', `${url}/api/v1/intake`, null, intake({ facts: { who: { email: null } } }));
}

/** Files reports until at least `needed` wait for a decision. */
export async function fileUntilWaiting({ db, servers }: Cluster, call: Caller, needed: number): Promise<void> {
  const { count } = await db
    .selectFrom('report')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('state', 'in', ['submitted', 'resubmitted'])
    .executeTakeFirstOrThrow();
  let missing = needed - Number(count);
  const file = async (n: number) => {
    while (missing > 0) {
      missing -= 1;
      const { status } = await fileOne(call, servers[n % servers.length]?.url ?? '');
      if (status !== 201) throw new Error(`a report was answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, n) => file(n)));
}

/**
 * Approves open reports one after another, each as its officer sees it.
 * @param needed number of decisions that will be requested.
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
    throw new Error(`Only ${open.length} of ${needed} reports wait for a decision.`);
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
 * Workstations wait on the change feed of both servers while others decide and people file reports. For every change,
 * `seen` has the delay in ms from its response until each waiting workstation received it.
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
    // The code that ends the load sets it.
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
    // Twenty-five ticks per second: of every five, four are decisions and one files a report.
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
  // One more change wakes every workstation that is still waiting.
  await fileOne(call, urlOf(0));
  await Promise.all(stations);
  return result;
}

/** Returns the feed's current cursor, without reading the whole feed. */
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

/** Returns the resident memory of a process, from /proc. */
export function rssMb(pid: number): number {
  const [, kb = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1024;
}
