import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOfficer } from '#server/commands/accounts/create-officer.ts';
import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { startNewEpoch } from '#server/commands/agency/start-new-epoch.ts';
import { actOnReport } from '#server/commands/reports/act-on-report.ts';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { readConfig } from '#server/config.ts';
import { type Embedded, startEmbedded } from '#server/db/embedded.ts';
import { openDatabase } from '#server/db/open.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { findReport } from '#server/db/report.ts';
import { createRandom } from '#server/demo-data/random.ts';
import { type RunningServer, startServer } from '#server/serve.ts';
import { type SignInResult, signInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import { intake } from '../../../helpers/builders.ts';
import { aKey } from '../../../helpers/cache.ts';
import { type FaultyLine, startFaultyLine } from '../../../helpers/faulty-line.ts';
import { publicFolder } from '../../../helpers/run-folder.ts';
import { TEST_KEY } from '../../../helpers/test-key.ts';
import { startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

/*
 * A workstation whose agency server is restored from last night's copy of PostgreSQL's own files. The server has lost
 * what the workstation has seen since then, and does not have the workstation's unsent decisions yet.
 */
const BY = { actor: 'test', source: 'test' };
const run = promisify(execFile);
const note: Act = { kind: 'note', note: 'Seen by me.' };
const logCall: Act = { kind: 'log_call', outcome: 'reached', note: '' };

let folder: string;
let before: Embedded;
let after: Embedded | null = null;
let server: RunningServer;
let line: FaultyLine;
let session: SignInResult;
let desk: TestWorkstation;

const startOn = (databaseUrl: string) =>
  startServer(
    readConfig({
      PORT: '0',
      DATABASE_URL: databaseUrl,
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'p2c@agency.example',
      P2C_DATA_DIR: join(folder, 'data'),
      P2C_RESOURCES: fileURLToPath(new URL('../../../../resources', import.meta.url)),
      P2C_SECOND_FACTOR: 'optional',
      P2C_LOG: 'silent',
      P2C_JOBS: '0',
    }),
  );
const colleagueNotes = async (reportId: string, words: string) => {
  const { db } = server.deps;
  const [{ version: policyVersion }, found] = [await currentPolicy(db), await findReport(db, reportId)];
  const name = `colleague-${randomUUID()}`;
  const { officer } = await createOfficer(server.deps, { name, displayName: name, role: 'officer' }, BY, {
    temporary: false,
  });
  const seen = { reportVersion: found?.version ?? 0, policyVersion, letterHash: null };
  await actOnReport(server.deps, {
    reportId,
    key: randomUUID(),
    request: { act: { kind: 'note', note: words }, seen },
    officer,
    source: 'test',
  });
};
const renameAgency = async (name: string) => {
  const policy = await currentPolicy(server.deps.db);
  await publishPolicy(server.deps, { ...policy, agency: { ...policy.agency, name } }, BY);
};
const agencyHere = async () => (await desk.calls['policy.current'](undefined))?.agency.name;
const file = async () => (await fileReport(server.deps, intake(), { source: 'test' })).reportId;

beforeAll(async () => {
  folder = publicFolder('p2c-restored-');
  before = await startEmbedded(join(folder, 'before'), 'serve');
  server = await startOn(before.url);
  line = await startFaultyLine(() => server.url, createRandom(1, 1));
  line.heal();
  const name = 'officer-restored';
  const made = await createOfficer(
    server.deps,
    { name, displayName: name, role: 'officer' },
    { actor: 'test', source: 'test' },
    { temporary: false },
  );
  const answer = await fetch(`${server.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: made.password, workstation: 'test' }),
  });
  session = signInResult.parse(await answer.json());
  desk = startWorkstation(line.url, session, { path: join(folder, 'desk.db'), keyHex: aKey() });
});
afterAll(async () => {
  await desk.close();
  await line.stop();
  await server.stop();
  await (after ?? before).stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a restored server triggers a full pull, gets pending decisions, and shows those that no longer apply', async () => {
  const [old, open, other] = [await file(), await file(), await file()];
  const arrived = (id: string) => until(desk.queue, (ids) => ids.includes(id));
  await arrived(open);
  await arrived(other);
  await server.stop();
  await before.stop();
  await run('cp', ['-a', join(folder, 'before'), join(folder, 'after')]);
  before = await startEmbedded(join(folder, 'before'), 'serve');
  server = await startOn(before.url);

  // After the backup, the server accepts a note and a new report. The restored server will know neither.
  await desk.act(old, note);
  await desk.calls['outbox.send-now'](undefined);
  await until(
    async () => (await findReport(server.deps.db, old))?.version,
    (version) => version === 2,
  );
  await until(
    async () => (await desk.calls['report.get']({ id: old })).report.version,
    (version) => version === 2,
  );
  const lost = await file();
  await arrived(lost);
  // Also after the backup, the policy and a report get new versions. The restored server will reuse their numbers for
  // something else.
  await colleagueNotes(other, 'The person called.');
  await until(
    async () => (await desk.calls['report.get']({ id: other })).report.version,
    (version) => version === 2,
  );
  await renameAgency('Before');
  await until(agencyHere, (name) => name === 'Before');

  await server.stop();
  await until(desk.sync, ({ phase }) => phase === 'offline');
  const kept = await desk.act(open, logCall);
  const gone = await desk.act(lost, logCall);
  const unseen = await desk.act(other, logCall);
  await desk.calls['outbox.send-now'](undefined);
  await before.stop();
  after = await startEmbedded(join(folder, 'after'), 'serve');
  // The handbook requires a new epoch: the cluster is the same, so nothing in it shows that it was restored.
  const db = openDatabase(after.url, () => {}, 1);
  await startNewEpoch(
    { db, now: () => new Date(), key: TEST_KEY, publicUrl: 'http://localhost' },
    { actor: 'test', source: 'test' },
  );
  await db.destroy();
  server = await startOn(after.url);
  await renameAgency('After');
  await colleagueNotes(other, 'The person wrote.');
  await desk.calls['sync.now'](undefined);

  await until(desk.queue, (ids) => !ids.includes(lost));
  await until(desk.outbox, (rows) => rows.length === 2);
  await until(desk.sync, ({ phase, held, waiting }) => phase === 'online' && held + waiting === 0);
  // No report mixes data from both servers: each one is as this server has it.
  await until(desk.queue, (ids) => isDeepStrictEqual(ids.toSorted(), [old, open, other].sort()));
  await until(agencyHere, (name) => name === 'After');
  for (const id of [old, open, other]) {
    const there = await findReport(server.deps.db, id);
    // What was pulled while the server was still being repaired is pulled again.
    await until(
      async () => (await desk.calls['report.get']({ id })).report,
      (here) => isDeepStrictEqual(here, there),
    );
  }
  expect((await findReport(server.deps.db, old))?.version).toBe(1);
  const carriedOut = await server.deps.db.selectFrom('act').select('id').execute();
  expect(carriedOut.map(({ id }) => id)).toContain(kept.id);
  expect(carriedOut).toHaveLength(2);
  expect(await desk.outbox()).toMatchObject([
    { id: gone.id, state: 'refused', problem: { code: 'not_found', detail: { code: 'report_gone' } } },
    { id: unseen.id, state: 'conflict', problem: { code: 'stale_version' } },
  ]);
  const compared = await desk.calls['outbox.compare']({ id: unseen.id });
  expect(JSON.stringify(compared)).toMatch(/The person called[\s\S]*The person wrote/);
});
