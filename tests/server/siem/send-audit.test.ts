import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { AUDIT_ACTIONS } from '#server/audit/catalog.ts';
import { auditHash } from '#server/audit/chain.ts';
import { appendAlone, chainHead } from '#server/db/audit.ts';
import { sendAudit } from '#server/siem/send-audit.ts';
import type { SyslogTarget } from '#server/siem/syslog-line.ts';
import { auditFrame } from '#server/siem/syslog-message.ts';
import { CHAIN_START } from '#shared/audit/row.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { makeAuthority, OTHER_SERVER } from '../../helpers/other-server.ts';
import { startSyslogReceiver } from '../../helpers/syslog-receiver.ts';

const AUTHORITY = makeAuthority('the agency');
const on = new AbortController().signal;
let agency: Agency;
let receiver: Awaited<ReturnType<typeof startSyslogReceiver>>;
let target: SyslogTarget;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());
beforeEach(async () => {
  await agency.deps.db.deleteFrom('audit_reader').execute();
  receiver = await startSyslogReceiver(AUTHORITY.issue('siem'));
  target = { host: '127.0.0.1', port: receiver.port, ca: AUTHORITY.own.cert, client: null };
});
afterEach(() => receiver.stop());

const send = (to: Partial<SyslogTarget> = {}) => sendAudit(agency.deps, { ...target, ...to }, on);
const entry = { actor: 'test', action: 'demo.fill', target: null, outcome: 'success', source: 'test' } as const;
const add = async (count: number, detail = {}) => {
  for (let n = 0; n < count; n += 1)
    await appendAlone(agency.deps.db, { ...entry, at: new Date(), detail: { count: n, ...detail } });
};
const seqs = () => receiver.rows().map(({ seq }: { seq: number }) => seq);
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

test('every row arrives once and in order as RFC 5424 over TLS, and its chain can be verified there', async () => {
  await add(30);
  const { seq: last, hash } = await chainHead(agency.deps.db);
  expect(await send()).toEqual({ sent: last });
  expect(receiver.faults).toEqual([]);
  expect(seqs()).toEqual(upTo(last));
  for (const { header } of receiver.got)
    expect(header).toMatch(/^<1(08|10)>1 \d{4}-\d\d-\d\dT[\d:.]+Z [\x21-\x7e]+ p2c-review \d+ [a-z_.]{1,32}$/);
  let before = CHAIN_START;
  for (const { hash: own, actorName: _, targetName: __, ...row } of receiver.rows()) {
    expect(auditHash(before, row)).toBe(own);
    before = own;
  }
  expect(before).toBe(hash);
  expect(await send()).toEqual({ sent: 0 });
});

test('rows carry the usernames of who acted and whom it was about, and no text of a report', async () => {
  const { token, officer } = await agency.signedIn();
  const report = await agency.file({ facts: { how: 'The xylophone was taken.', who: { familyName: 'Quetzalcoatl' } } });
  await agency.act(token, report, { kind: 'escalate', note: 'Zugzwang.' } as never);
  await agency.act(token, report, { kind: 'note', note: 'Zugzwang again.' });
  await agency.act(token, report, { kind: 'approve', offenseCode: 'larceny_other', note: 'Zugzwang.' });
  await send();
  const own = receiver.rows().filter(({ actor }: { actor: string }) => actor === officer.id);
  expect(own.map(({ actorName }: { actorName: string }) => actorName)).toContain(officer.name);
  const made = receiver.rows().find(({ action, target: of }) => action === 'officer.create' && of === officer.id);
  expect(made.targetName).toBe(officer.name);
  const all = receiver.got.map(({ json }) => json).join('\n');
  expect(all).toContain('report.approve');
  for (const word of ['xylophone', 'Quetzalcoatl', 'Zugzwang']) expect(all).not.toContain(word);
});

test('what a cut line may have lost is sent again, so nothing is missing and everything is in order', async () => {
  await add(2_500);
  const { seq: last } = await chainHead(agency.deps.db);
  receiver.cutAfter(2_200);
  await expect(send()).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) });
  await send();
  const first = seqs();
  expect([...upTo(2_200), ...upTo(last, 2_001)].join()).toBe(first.join());
});

test.each([
  ['a receiver that nobody vouches for', { ca: null }],
  ['a receiver of another authority', { ca: OTHER_SERVER.cert }],
  ['a receiver under another name', { host: 'localhost' }],
])('%s gets nothing', async (_, to) => {
  await expect(send(to)).rejects.toThrow();
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  try {
    await expect(send(to)).rejects.toThrow();
  } finally {
    vi.unstubAllEnvs();
  }
  expect(receiver.got).toEqual([]);
});

test('a receiver may ask for the certificate of this server', async () => {
  const asking = await startSyslogReceiver(AUTHORITY.issue('siem'), { ca: AUTHORITY.own.cert });
  try {
    await expect(send({ port: asking.port })).rejects.toThrow();
    const { key, cert } = AUTHORITY.issue('p2c');
    expect((await send({ port: asking.port, client: cert + key })).sent).toBeGreaterThan(0);
  } finally {
    await asking.stop();
  }
});

test('acts go on while a receiver does not read, and a stop ends the sending at once', async () => {
  receiver.take(false);
  await add(1, { answer: 'x'.repeat(7_000) });
  const stopped = new AbortController();
  const sending = sendAudit(agency.deps, target, stopped.signal);
  sending.catch(() => {});
  const { token } = await agency.signedIn();
  const report = await agency.file();
  expect((await agency.act(token, report, { kind: 'approve', offenseCode: 'larceny_other', note: '' })).status).toBe(
    200,
  );
  stopped.abort();
  await expect(sending).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect(await agency.deps.db.selectFrom('audit_reader').selectAll().execute()).toEqual([]);
});

test('a row that is too long for a receiver comes without its details, which says how long they are', () => {
  const row = {
    ...entry,
    seq: 7,
    at: '2026-11-24T15:00:00.000Z',
    hash: 'a'.repeat(64),
    actorName: null,
    targetName: null,
  };
  const frame = auditFrame({ ...row, detail: { shown: 'é'.repeat(5_000) } }, 'host').toString();
  expect(Buffer.byteLength(frame)).toBeLessThan(8_192);
  expect(JSON.parse(frame.slice(frame.indexOf('{')))).toMatchObject({ seq: 7, detail: { left_out_bytes: 10_012 } });
});

test('every action fits where RFC 5424 has the type of a message', () => {
  for (const action of Object.keys(AUDIT_ACTIONS)) expect(action).toMatch(/^[\x21-\x7e]{1,32}$/);
});

test('a server with the setting sends by itself, and goes on where it was after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-siem-'));
  const ca = join(folder, 'ca.pem');
  writeFileSync(ca, AUTHORITY.own.cert);
  const env = { P2C_JOBS: '1', P2C_SYSLOG: `127.0.0.1:${receiver.port}`, P2C_SYSLOG_CA: ca, P2C_METRICS_PORT: '0' };
  const own = await startAgency({ env });
  let after: Agency | null = null;
  try {
    const last = async () => (await chainHead(own.deps.db)).seq;
    const soon = { timeout: 30_000, interval: 100 };
    await expect.poll(async () => seqs().at(-1) === (await last()), soon).toBe(true);
    // The agency's jobs keep writing rows, so one may be in transit.
    const metrics = async () => (await fetch(own.metricsUrl ?? '')).text();
    await expect.poll(metrics, soon).toMatch(/^p2c_audit_unsent_rows 0$/m);
    const before = seqs().length;
    after = await startAgency({ env: { ...env, DATABASE_URL: own.databaseUrl, P2C_DATA_DIR: own.dataDir } });
    await own.file();
    await after.deps.db
      .updateTable('job')
      .set({ next_run_at: new Date(0) })
      .where('name', '=', 'audit-siem')
      .execute();
    await expect.poll(async () => seqs().at(-1) === (await last()), soon).toBe(true);
    const notes = receiver.rows().filter(({ kind }: { kind?: string }) => kind === 'p2c-anchor');
    expect(notes.length).toBeGreaterThan(0);
    const end = await last();
    const sent = () => receiver.rows().filter(({ kind, seq }) => kind === undefined && seq <= end);
    await expect.poll(() => sent().map(({ seq }) => seq), soon).toEqual(upTo(end));
    expect(receiver.got.length).toBeGreaterThan(before);
  } finally {
    await after?.stop().catch(() => {});
    await own.stop();
    rmSync(folder, { recursive: true });
  }
});
