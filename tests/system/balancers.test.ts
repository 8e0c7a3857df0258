import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentPolicy } from '#server/db/policy.ts';
import { findReport } from '#server/db/report.ts';
import { report as reportShape } from '#shared/domain/report.ts';
import { type Ask, type Kind, startBalancer } from '../helpers/balancer.ts';
import { INTAKE_KEY, intake } from '../helpers/builders.ts';
import { type Cluster, startCluster } from '../helpers/cluster.ts';
import { canMakeRoot, type DebianRoot, makeDebianRoot } from '../helpers/debian-root.ts';
import { whatOfficerSees } from '../helpers/what-officer-sees.ts';
import { until } from '../helpers/workstation.ts';
import { FILLED } from '../server/portal/filled-forms.ts';
import { createVisitor, hiddenFields, openForm, type Reach, sendReport } from '../server/portal/visitor.ts';

/*
 * Runs Debian's load balancers with the files of docs/proxy in front of two server processes, each with a separate
 * listener for officers.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const can = canMakeRoot();
if (!can) console.warn('NOT TESTED: balancers. It needs root and debootstrap.');
/** A person's address; all of 127.0.0.0/8 is this machine's. */
const PERSON = '127.0.0.77';
const FORGED = '203.0.113.9';

let debian: DebianRoot;
let cluster: Cluster;
let token: string;
beforeAll(async () => {
  if (!can) return;
  execFileSync(process.execPath, ['build/build-all.ts'], { cwd: root });
  debian = await makeDebianRoot();
  await debian.run(['apt-get', 'update']);
  await debian.run(['apt-get', 'install', '--yes', '--no-install-recommends', 'nginx', 'haproxy']);
  cluster = await startCluster({
    processes: 2,
    apart: true,
    env: {
      PUBLIC_URL: 'https://p2c.example.gov',
      P2C_OFFICERS_URL: 'https://officers.p2c.example.gov',
      P2C_DRAIN_SECONDS: '3',
    },
  });
  token = await cluster.signedIn();
}, 600_000);
afterAll(async () => {
  await cluster?.stop();
  debian?.remove();
});

const JSON_TYPE = { 'content-type': 'application/json' };
const json = ({ body }: { body: Buffer }) => JSON.parse(body.toString());
/** Makes a person's browser that claims to have another address. */
const browser =
  (ask: Ask): Reach =>
  async ({ method, url, headers, payload }) => {
    const given = { ...headers, 'x-forwarded-for': FORGED, 'accept-encoding': 'identity' };
    const {
      status,
      headers: got,
      body,
    } = await ask('portal', url, {
      method,
      from: PERSON,
      headers: given,
      ...(payload === undefined ? {} : { body: payload }),
    });
    const cookie = got['set-cookie']?.[0];
    return {
      status,
      headers: { ...got, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) },
      html: body.toString(),
      bytes: body,
    };
  };

async function ready(): Promise<void> {
  for (const { url } of cluster.servers)
    await until(
      () =>
        fetch(`${url}/readyz`).then(
          ({ status }) => status,
          () => 0,
        ),
      (status) => status === 200,
      60_000,
    );
}

describe.skipIf(!can).each(['nginx', 'haproxy'] as Kind[])('behind %s', (kind) => {
  let balancer: Awaited<ReturnType<typeof startBalancer>>;
  beforeAll(async () => {
    await ready();
    balancer = await startBalancer(kind, debian, cluster);
  }, 120_000);
  afterAll(() => balancer?.stop());

  test('a person files, a waiting workstation gets it at once, and the officer who signed in decides', async () => {
    const { ask } = balancer;
    const officer = { authorization: `Bearer ${token}` };
    const before = json(await ask('officers', '/api/v1/changes?limit=500', { headers: officer }));
    const waits = ask('officers', `/api/v1/changes?wait=25&after=${encodeURIComponent(before.cursor)}`, {
      headers: officer,
    });
    const person = createVisitor(browser(ask));
    const form = await openForm(person, 'larceny');
    // The form refuses anyone faster than a person.
    await new Promise((resolve) => setTimeout(resolve, 3_200));
    const sent = await sendReport(person, 'larceny', { ...hiddenFields(form.html), ...FILLED.larceny });
    expect(sent.headers.location).toMatch(/^\/sent/);
    const shown = await person.follow(sent);
    expect([shown.status, shown.html]).toEqual([200, expect.stringMatching(/class="number">/)]);

    const [given] = json(await waits).reports;
    const report = reportShape.parse(given);
    const act = { kind: 'approve', offenseCode: 'larceny_other', note: '' } as const;
    const body = { act, seen: whatOfficerSees(report, act, await currentPolicy(cluster.db)) };
    const decided = await ask('officers', `/api/v1/reports/${report.id}/acts`, {
      method: 'POST',
      headers: { ...officer, ...JSON_TYPE, 'idempotency-key': randomUUID() },
      body: JSON.stringify(body),
    });
    expect([decided.status, json(decided).report?.state]).toEqual([200, 'approved']);
    expect((await findReport(cluster.db, report.id))?.state).toBe('approved');
  }, 60_000);

  test("an address is the person's own, and what a caller says of itself is not believed", async () => {
    const rows = await cluster.db
      .selectFrom('audit')
      .select('source')
      .where('action', '=', 'report.file')
      .orderBy('seq')
      .execute();
    expect(rows.at(-1)).toEqual({ source: PERSON });
    expect(rows.map(({ source }) => source)).not.toContain(FORGED);
  });

  test('what one listener serves is not there on the name of the other', async () => {
    const statusOf = async (host: 'portal' | 'officers', path: string) => (await balancer.ask(host, path)).status;
    expect(await statusOf('portal', '/api/v1/sign-in-terms')).toBe(404);
    expect(await statusOf('officers', '/api/v1/sign-in-terms')).toBe(200);
    expect(await statusOf('officers', '/report')).toBe(404);
    expect(await statusOf('portal', '/report')).toBe(200);
  });

  test('pages come compressed by the server, and what it leaves as it is stays so', async () => {
    const headers = { 'accept-encoding': 'gzip, br' };
    expect((await balancer.ask('portal', '/', { headers })).headers['content-encoding']).toBe('br');
    const asked = await balancer.ask('portal', '/?text=guess', { headers });
    expect([asked.status, asked.headers['content-encoding']]).toEqual([200, undefined]);
    expect(asked.body.length).toBeGreaterThan(1_100);
  });

  test('only forms with files may be large', async () => {
    const body = Buffer.alloc(3_000_000, 65);
    const statusOf = async (path: string) => (await balancer.ask('portal', path, { method: 'POST', body })).status;
    expect(await statusOf('/start/larceny')).toBe(413);
    expect(await statusOf('/status/none/message')).not.toBe(413);
  });

  test('one address cannot take all connections, and its refusals tell nobody its URLs', async () => {
    const from = '127.0.0.66';
    const statuses = await Promise.all(
      Array.from({ length: 1_500 }, () =>
        balancer.ask('portal', '/status/secret-of-a-link', { from }).then(
          ({ status }) => status,
          () => 0,
        ),
      ),
    );
    expect(statuses).toContain(429);
    expect((await balancer.ask('portal', '/')).status).toBe(200);
    const logs = await debian.run(['sh', '-c', 'grep -rl secret-of-a-link /var/log || true']);
    expect(logs.stdout).toBe('');
  });

  test.runIf(kind === 'nginx')('what a person is sending is in no file', async () => {
    const words = 'the narrative of a person';
    const call = balancer.begin('portal', '/report/larceny', Buffer.from(words.repeat(40_000)), 2_000_000);
    // nginx deletes a file's name as soon as it has opened the file, so the file shows only among its processes' open
    // files.
    const holding = async (folder: string) => {
      const look = `for file in /proc/[0-9]*/fd/*; do case "$(readlink "$file")" in ${folder}/*)
        grep -q "${words}" "$file" && echo one;; esac; done; true`;
      const found = await debian.run(['sh', '-c', look]);
      return found.stdout.trim().split('\n').filter(Boolean).length;
    };
    for (const folder of ['/dev/shm', '/var/lib/nginx', '/tmp']) expect(await holding(folder)).toBe(0);
    call.destroy();
  });

  test('plain http leads to https', async () => {
    const answer = await fetch(`http://127.0.0.1:${balancer.plainPort}/report`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')?.slice(0, 8)]).toEqual([expect.any(Number), 'https://']);
    expect(answer.status).toBeGreaterThanOrEqual(301);
  });

  test('one process after the other is upgraded under 50 requests a second, and none of them fails', async () => {
    const kept = balancer.keptAgent();
    const failed = new Map<string, number>();
    const phases: string[] = [];
    let asked = 0;
    const call = async (what: string, wanted: number, answer: ReturnType<Ask>) => {
      asked += 1;
      const status = await answer.then(
        (got) => got.status,
        (error: NodeJS.ErrnoException) => error.code ?? error.message,
      );
      const key = `${what}: ${status}`;
      if (status !== wanted) failed.set(key, (failed.get(key) ?? 0) + 1);
    };
    const officer = { authorization: `Bearer ${token}` };
    const over = new AbortController();
    const upgrade = (async () => {
      for (const server of cluster.servers) {
        const asked = performance.now();
        await server.end();
        const ended = performance.now();
        await server.restart();
        await ready();
        const second = (from: number, to: number) => ((to - from) / 1_000).toFixed(1);
        phases.push(`${second(asked, ended)} s to end, ${second(ended, performance.now())} s to start`);
        // Waits like the package, because a balancer checks every second.
        await new Promise((resolve) => setTimeout(resolve, 2_000));
      }
    })().finally(() => over.abort());
    const calls: Promise<void>[] = [];
    const began = performance.now();
    for (let tick = 0; !over.signal.aborted; tick += 1) {
      const rest = began + tick * 20 - performance.now();
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
      const { ask } = balancer;
      const body = JSON.stringify(intake({ facts: { who: { email: null } } }));
      const which = [
        () => call('page', 200, ask('portal', '/', { kept })),
        () => call('feed', 200, ask('officers', '/api/v1/changes?limit=5', { kept, headers: officer })),
        () =>
          call(
            'report',
            201,
            ask('portal', '/api/v1/intake', {
              kept,
              method: 'POST',
              headers: { ...JSON_TYPE, 'intake-key': INTAKE_KEY },
              body,
            }),
          ),
        () => call('policy', 200, ask('officers', '/api/v1/policy', { kept, headers: officer })),
        () => call('form', 200, ask('portal', '/start/larceny', { kept })),
      ];
      calls.push(which[tick % which.length]?.() ?? Promise.resolve());
    }
    await upgrade;
    await Promise.all(calls);
    kept.destroy();
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `behind ${kind}: ${asked} requests in ${seconds.toFixed(0)} s (${(asked / seconds).toFixed(0)}/s) while both processes were replaced (${phases.join('; ')}), failed: ${JSON.stringify([...failed])}`,
    );
    expect([...failed]).toEqual([]);
    expect(asked / seconds).toBeGreaterThan(45);
  }, 400_000);
});
