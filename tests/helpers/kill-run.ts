import { randomUUID } from 'node:crypto';
import { verifyAudit } from '#server/db/audit.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { findReport } from '#server/db/report.ts';
import type { Act } from '#shared/domain/act.ts';
import { INTAKE_KEY, intake } from './builders.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { startMailServer } from './mail-server.ts';
import { whatOfficerSees } from './what-officer-sees.ts';

export type KillCounts = {
  serverKills: number;
  postgresKills: number;
  intakes: number;
  acts: number;
  /** The number of reports that were acknowledged, but are missing or stored more than once. */
  lostIntakes: number;
  lostActs: number;
  doubledActs: number;
  letters: number;
  /** Acts or filed reports that do not have exactly one letter. */
  wrongLetters: number;
  /** Mails that arrived twice: a kill hit between the mail server's 250 and our mark. */
  repeatedMails: number;
  unsentLetters: number;
  caseNumberGaps: number;
  auditRows: number;
  auditOk: boolean;
};

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };

/**
 * Puts load on two server processes, repeatedly kills one of them and PostgreSQL in the middle of it, and counts the
 * results afterward. Unacknowledged requests are sent again with their own key, as a workstation does.
 */
export async function killRun({ kills, workers }: { kills: number; workers: number }): Promise<KillCounts> {
  const mail = await startMailServer();
  const cluster = await startCluster({ processes: 2, smtpUrl: mail.url });
  try {
    const token = await cluster.signedIn();
    const done = { intakes: new Set<string>(), acts: new Set<string>() };
    let running = true;
    const load = Array.from({ length: workers }, (_, n) => work(cluster, token, n, () => running, done));
    let [serverKills, postgresKills] = [0, 0];
    for (let n = 0; n < kills; n += 1) {
      await pause(300 + Math.random() * 700);
      if (n % 3 === 2) {
        await cluster.crashPostgres();
        postgresKills += 1;
      } else {
        const victim = cluster.servers[n % 2];
        await victim?.kill();
        await victim?.restart();
        serverKills += 1;
      }
    }
    await pause(500);
    running = false;
    await Promise.all(load);
    return { serverKills, postgresKills, ...(await count(cluster, done, mail)) };
  } finally {
    await cluster.stop();
    await mail.stop();
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Files reports and approves each one at whichever server responds; never gives up on an act. */
async function work(
  cluster: Cluster,
  token: string,
  worker: number,
  running: () => boolean,
  done: { intakes: Set<string>; acts: Set<string> },
): Promise<void> {
  for (let n = 0; running(); n += 1) {
    const server = () => cluster.servers[(worker + n) % cluster.servers.length]?.url ?? '';
    const email = `w${worker}-${n}@example.org`;
    const filed = await post(
      `${server()}/api/v1/intake`,
      { 'intake-key': INTAKE_KEY },
      intake({ facts: { who: { email } } }),
    );
    if (filed === null) {
      await pause(50);
      continue;
    }
    const { trackingNumber } = filed as { trackingNumber: string };
    done.intakes.add(trackingNumber);
    const key = randomUUID();
    for (let tries = 0; tries < 400; tries += 1) {
      const acted = await decide(cluster, token, cluster.servers[tries % 2]?.url ?? '', trackingNumber, key);
      if (acted) {
        done.acts.add(key);
        break;
      }
      await pause(50);
    }
  }
}

async function decide(cluster: Cluster, token: string, url: string, trackingNumber: string, key: string) {
  try {
    const { id } = await cluster.db
      .selectFrom('report')
      .select('id')
      .where('tracking_number', '=', trackingNumber)
      .executeTakeFirstOrThrow();
    const report = await findReport(cluster.db, id);
    if (report === null) return false;
    // The officer saw the first version, even if an earlier attempt was carried out and its response was lost.
    const seen = { ...whatOfficerSees(report, approve, await currentPolicy(cluster.db)), reportVersion: 1 };
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
    return (await post(`${url}/api/v1/reports/${id}/acts`, headers, { act: approve, seen })) !== null;
  } catch {
    return false;
  }
}

async function post(url: string, headers: Record<string, string>, body: unknown): Promise<unknown> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5_000),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function count(
  { db }: Cluster,
  done: { intakes: Set<string>; acts: Set<string> },
  mail: Awaited<ReturnType<typeof startMailServer>>,
) {
  const unsent = async () => (await db.selectFrom('letter').select('id').where('sent_at', 'is', null).execute()).length;
  // A letter whose sender was killed is sent again only after its lease expires, so this does not wait for such
  // letters.
  for (let before = Number.POSITIVE_INFINITY, left = await unsent(); left > 0 && left < before; ) {
    await pause(1_000);
    [before, left] = [left, await unsent()];
  }
  const reports = await db.selectFrom('report').select(['id', 'tracking_number', 'state']).execute();
  const acts = await db.selectFrom('act').select(['id', 'report_id', 'letter_id']).execute();
  const letters = await db.selectFrom('letter').select(['id', 'report_id', 'kind', 'message_id']).execute();
  const there = new Set(reports.map((one) => one.tracking_number));
  const keys = new Set(acts.map((one) => one.id));
  const of = (report: string, kind: string) =>
    letters.filter((one) => one.report_id === report && one.kind === kind).length;
  const actsOf = (report: string) => acts.filter((one) => one.report_id === report).length;
  const serials = (await db.selectFrom('case_number').select('serial').orderBy('serial').execute()).map(
    (one) => one.serial,
  );
  const check = await verifyAudit(db);
  const ids = mail.mails.map((one) => one.parsed.messageId);
  return {
    intakes: done.intakes.size,
    acts: done.acts.size,
    lostIntakes: [...done.intakes].filter((one) => !there.has(one)).length,
    lostActs: [...done.acts].filter((one) => !keys.has(one)).length,
    doubledActs: reports.filter((one) => actsOf(one.id) > 1).length,
    letters: letters.length,
    wrongLetters: reports.filter((one) => of(one.id, 'received') !== 1 || of(one.id, 'approved') !== actsOf(one.id))
      .length,
    repeatedMails: ids.length - new Set(ids).size,
    unsentLetters: await unsent(),
    caseNumberGaps: serials.filter((serial, at) => serial !== at + 1).length,
    auditRows: check.rows,
    auditOk: check.ok,
  };
}
