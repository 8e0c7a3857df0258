import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noteIn } from '#server/audit/anchor.ts';
import { openAnchorKey } from '#server/audit/anchor-key.ts';
import { anchorsFile, keepAnchor } from '#server/audit/keep-anchor.ts';
import { appendAlone, chainHead } from '#server/db/audit.ts';
import { sendAudit } from '#server/siem/send-audit.ts';
import { type Agency, startAgency } from '../helpers/agency.ts';
import { canMakeRoot, type DebianRoot, makeDebianRoot } from '../helpers/debian-root.ts';
import { makeAuthority } from '../helpers/other-server.ts';
import { ownPort } from '../helpers/own-port.ts';
import { until } from '../helpers/workstation.ts';

/* Debian's rsyslog, set up by the lines in docs/it/siem.md. */
const can = canMakeRoot();
if (!can) console.warn('NOT TESTED: rsyslog. It needs root and debootstrap.');
const on = new AbortController().signal;
const LOG = 'var/log/p2c.log';

describe.skipIf(!can)('rsyslog of Debian', () => {
  let debian: DebianRoot;
  let agency: Agency;
  let port: number;
  let pid: number;
  const authority = makeAuthority('the agency');
  beforeAll(async () => {
    [debian, agency, port] = await Promise.all([makeDebianRoot(), startAgency(), ownPort()]);
    await debian.run(['apt-get', 'update']);
    await debian.run(['apt-get', 'install', '--yes', '--no-install-recommends', 'rsyslog', 'rsyslog-gnutls']);
    const folder = join(debian.path, 'etc/rsyslog');
    mkdirSync(folder, { recursive: true });
    const own = authority.issue('siem');
    writeFileSync(join(folder, 'ca.pem'), authority.own.cert);
    writeFileSync(join(folder, 'cert.pem'), own.cert);
    writeFileSync(join(folder, 'key.pem'), own.key);
    const text = readFileSync('docs/it/siem.md', 'utf8');
    const lines = /For rsyslog[^]*?```text\n([^]*?)```/.exec(text)?.[1] ?? '';
    writeFileSync(
      join(debian.path, 'etc/p2c-rsyslog.conf'),
      `${lines.replace('port="6514"', `port="${port}"`)}
template(name="raw" type="string" string="%rawmsg%\\n")
*.* action(type="omfile" file="/${LOG}" template="raw")
`,
    );
    await debian.run(['rsyslogd', '-N1', '-f', '/etc/p2c-rsyslog.conf']);
    await debian.run(['rsyslogd', '-f', '/etc/p2c-rsyslog.conf', '-i', '/run/p2c-rsyslog.pid']);
    const file = join(debian.path, 'run/p2c-rsyslog.pid');
    await until(
      async () => existsSync(file),
      (there) => there,
    );
    pid = Number(readFileSync(file, 'utf8'));
  }, 600_000);
  afterAll(async () => {
    if (pid !== undefined) process.kill(pid, 'SIGTERM');
    await agency?.stop();
    debian?.remove();
  });

  const target = () => ({ host: '127.0.0.1', port, ca: authority.own.cert, client: null });
  const log = () => (existsSync(join(debian.path, LOG)) ? readFileSync(join(debian.path, LOG), 'utf8') : '');
  const rows = () =>
    log()
      .split('\n')
      .filter((line) => line.includes('"seq"') && !line.includes('p2c-anchor'))
      .map((line): { seq: number } => JSON.parse(line.slice(line.indexOf('{'))));

  test('has every row of the audit log once and in order, also one of almost 8 KB, and the server knows that it does', async () => {
    const entry = { actor: 'test', action: 'demo.fill', target: null, outcome: 'success', source: 'test' } as const;
    const add = (detail: object) => appendAlone(agency.deps.db, { ...entry, at: new Date(), detail: { ...detail } });
    for (let n = 0; n < 2_100; n += 1) await add({ reports: n });
    await add({ reason: 'é'.repeat(3_500) });
    const { seq } = await chainHead(agency.deps.db);
    expect(await sendAudit(agency.deps, target(), on)).toEqual({ sent: seq });
    await until(
      async () => rows().length,
      (count) => count >= seq,
    );
    expect(rows().map((row) => row.seq)).toEqual(Array.from({ length: seq }, (_, n) => n + 1));
    expect(rows().at(-1)).toMatchObject({ detail: { reason: 'é'.repeat(3_500) } });
    expect(await sendAudit(agency.deps, target(), on)).toEqual({ sent: 0 });
  }, 120_000);

  test('has the signed notes, as they were signed', async () => {
    const key = openAnchorKey(agency.dataDir);
    await keepAnchor(agency.deps, { key, file: anchorsFile(agency.dataDir), siem: target() }, on);
    const kept = noteIn(readFileSync(anchorsFile(agency.dataDir), 'utf8').trim());
    await until(
      async () => log().includes('p2c-anchor'),
      (there) => there,
    );
    expect(log().split('\n').map(noteIn).filter(Boolean)).toEqual([kept]);
  }, 60_000);
});
