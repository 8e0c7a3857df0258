import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAudit } from '#electron/worker/commands/write-audit.ts';
import { openAnchorKey } from '#server/audit/anchor-key.ts';
import { auditHash } from '#server/audit/chain.ts';
import { verifyExport } from '#server/audit/export.ts';
import { type AuditContent, CHAIN_START } from '#shared/audit/row.ts';
import { AppError } from '#shared/errors.ts';
import { startAgency } from '../../../helpers/agency.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

type Row = AuditContent & { prevHash: string; hash: string };
function chain(length: number): Row[] {
  const rows: Row[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const prevHash = rows.at(-1)?.hash ?? CHAIN_START;
    const content: AuditContent = {
      seq,
      at: '2026-03-08T09:00:00.000Z',
      actor: 'somebody',
      action: 'report.approve',
      target: null,
      outcome: 'success',
      source: '10.0.0.1',
      detail: { b: 1, a: { d: 2, c: 3 } },
    };
    rows.push({ ...content, prevHash, hash: auditHash(prevHash, content) });
  }
  return rows;
}

/** Serves pages of rows as the server does. */
const serving = (rows: readonly Row[], failAfter = Number.POSITIVE_INFINITY) =>
  ({
    call: async (_: string, { query: { after, limit } }: { query: { after: number; limit: number } }) => {
      if (after >= failAfter) throw new AppError('offline');
      const page = rows.filter(({ seq }) => seq > after).slice(0, limit);
      return { rows: page, more: page.length === limit };
    },
  }) as never;
const write = (api: never, path: string) =>
  writeAudit({ api, agency: 'Hartford PD', now: () => new Date('2026-03-09T08:00:00.000Z') }, path);

async function* linesOf(path: string) {
  yield* readFileSync(path, 'utf8').trimEnd().split('\n');
}

test("the audit log is saved page by page to a file that passes the server's own check", async () => {
  const rows = chain(2500);
  const path = join(folder.path, 'log.p2caudit');
  const written = await write(serving(rows), path);
  expect(written).toEqual({ rows: 2500, seq: 2500, hash: rows.at(-1)?.hash });
  expect(await verifyExport(linesOf(path))).toMatchObject({ ok: true, from: 1, to: 2500, fromStart: true });
});

test('the saved file names who acted and is signed by the server', async () => {
  const agency = await startAgency();
  try {
    const { token, officer } = await agency.signedIn('supervisor');
    const call = async (_: string, { query }: { query: Record<string, number> }) => {
      const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
      return (await agency.call('GET', `/api/v1/audit?${asked}`, { token })).body;
    };
    const path = join(folder.path, 'log.p2caudit');
    const { seq } = await write({ call } as never, path);
    const checked = await verifyExport(linesOf(path), { key: openAnchorKey(agency.dataDir).text });
    expect(checked).toMatchObject({ ok: true, to: seq, provenTo: seq });
    expect(checked.ok && checked.names.get(officer.id)?.name).toBe(officer.displayName);
  } finally {
    await agency.stop();
  }
});

test('a log with a changed or missing row is not saved, and no partial file is left', async () => {
  const changed = chain(20);
  Object.assign(changed[11] ?? {}, { actor: 'somebody else' });
  const shortened = chain(20).filter(({ seq }) => seq !== 7);
  for (const [rows, at] of [
    [changed, 12],
    [shortened, 8],
  ] as const) {
    await expect(write(serving(rows), join(folder.path, 'log'))).rejects.toMatchObject({
      detail: { code: 'audit_broken', params: { row: at } },
    });
  }
  expect(readdirSync(folder.path)).toEqual([]);
});

test('if the connection drops midway, an earlier file with that name is unchanged', async () => {
  const path = join(folder.path, 'log');
  await write(serving(chain(3)), path);
  const before = readFileSync(path, 'utf8');
  await expect(write(serving(chain(2500), 1000), path)).rejects.toMatchObject({ code: 'offline' });
  expect(readFileSync(path, 'utf8')).toBe(before);
  expect(readdirSync(folder.path)).toEqual(['log']);
});
