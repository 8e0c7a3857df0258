import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealRow } from '#electron/worker/journal/seal.ts';
import { openRecoveryKeys } from '#server/recovery/key-pair.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { encodeFrame, JOURNAL_HEADER } from '#shared/journal/frames.ts';
import { type JournalRow, recoveryKey } from '#shared/journal/row.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { temporaryFolder } from '../../../helpers/cache.ts';
import { whatOfficerSees } from '../../../helpers/what-officer-sees.ts';

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };

let agency: Agency;
let session: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  session = await agency.signedIn();
});
afterAll(() => agency.stop());

const key = async () => recoveryKey.parse((await agency.call('GET', '/api/v1/recovery-key', session)).body);
async function aRow(report: Report, more: { officerId?: string } = {}): Promise<JournalRow> {
  return {
    id: randomUUID(),
    officerId: session.officer.id,
    reportId: report.id,
    trackingNumber: report.trackingNumber,
    act: approve,
    seen: whatOfficerSees(report, approve, await agency.policy()),
    createdAt: new Date().toISOString(),
    ...more,
  };
}
const journal = (parts: readonly Uint8Array[]) => Buffer.concat([JOURNAL_HEADER, ...parts]).toString('base64');
const sealed = async (row: JournalRow, label = row.id) =>
  encodeFrame({ kind: 'row', id: label, payload: sealRow(await key(), row) });
const open = (file: string, token = session.token) => agency.call('POST', '/api/v1/journal', { token, body: { file } });

describe('a sealed journal', () => {
  test('is opened for its officer, who gets the decisions that have not been carried out yet', async () => {
    const [one, two] = [await agency.file(), await agency.file()];
    const [done, waiting] = [await aRow(one), await aRow(two)];
    expect((await agency.act(session.token, one, approve, { key: done.id })).status).toBe(200);
    const answer = await open(journal([await sealed(done), await sealed(waiting)]));
    expect(answer.status).toBe(200);
    const { officerId: _, ...own } = waiting;
    expect(answer.body).toEqual({ rows: [own], done: [done.id], dropped: [], unreadable: 0 });
    // Opening the journal carries nothing out.
    expect((await agency.report(two.id)).state).toBe('submitted');
    const log = await agency.deps.db.selectFrom('audit').selectAll().where('action', '=', 'journal.open').execute();
    expect(log.at(-1)).toMatchObject({
      actor: session.officer.id,
      detail: { rows: 2, done: 1, dropped: 0, unreadable: 0 },
    });
    expect(JSON.stringify(log)).not.toContain(two.trackingNumber);
  });

  test('names a decision about two reports that was carried out, and returns one that was not', async () => {
    const [one, two, three] = [await agency.file(), await agency.file(), await agency.file()];
    const about = (a: Report, b: Report): JournalRow => ({
      id: randomUUID(),
      officerId: session.officer.id,
      reports: a.id < b.id ? [a.id, b.id] : [b.id, a.id],
      trackingNumbers: a.id < b.id ? [a.trackingNumber, b.trackingNumber] : [b.trackingNumber, a.trackingNumber],
      decision: 'not_same',
      createdAt: new Date().toISOString(),
    });
    const [done, waiting] = [about(one, two), about(two, three)];
    const sent = await agency.call('POST', '/api/v1/pairs', {
      token: session.token,
      headers: { 'idempotency-key': done.id },
      body: { reports: [one.id, two.id], decision: 'not_same', note: '' },
    });
    expect(sent.status).toBe(200);
    const answer = await open(journal([await sealed(done), await sealed(waiting)]));
    const { officerId: _, ...own } = waiting;
    expect(answer.body).toEqual({ rows: [own], done: [done.id], dropped: [], unreadable: 0 });
  });

  test('names a decision its officer dropped elsewhere, and does not offer it again', async () => {
    const row = await aRow(await agency.file());
    const decisions = [{ id: row.id, reportId: 'reportId' in row ? row.reportId : '' }];
    await agency.call('POST', '/api/v1/journal/dropped', { token: session.token, body: { decisions } });
    expect((await open(journal([await sealed(row)]))).body).toEqual({
      rows: [],
      done: [],
      dropped: [row.id],
      unreadable: 0,
    });
  });

  test("never gives one officer's decisions to another", async () => {
    const row = await aRow(await agency.file());
    const other = await agency.signedIn();
    expect((await open(journal([await sealed(row)]), other.token)).body).toEqual({
      rows: [],
      done: [],
      dropped: [],
      unreadable: 1,
    });
  });

  test('skips rows that are damaged, sealed for another agency or mislabeled', async () => {
    const row = await aRow(await agency.file());
    const folder = temporaryFolder();
    const stranger = openRecoveryKeys(folder.path, null).public;
    folder.remove();
    const foreign = encodeFrame({ kind: 'row', id: row.id, payload: sealRow(stranger, row) });
    const claimed = encodeFrame({
      kind: 'row',
      id: row.id,
      payload: sealRow({ ...stranger, keyId: (await key()).keyId }, row),
    });
    const broken = Buffer.from(await sealed(row));
    broken[200] = (broken[200] ?? 0) ^ 1;
    const short = encodeFrame({ kind: 'row', id: row.id, payload: new Uint8Array(20) });
    for (const part of [foreign, claimed, short, await sealed(row, randomUUID())])
      expect((await open(journal([part]))).body).toMatchObject({ rows: [], unreadable: 1 });
    expect((await open(journal([broken, await sealed(row)]))).body).toMatchObject({
      rows: [{ id: row.id }],
      unreadable: 1,
    });
  });

  test('leaves out rows that are followed by a tombstone', async () => {
    const row = await aRow(await agency.file());
    const tombstone = encodeFrame({ kind: 'tombstone', id: row.id, payload: new Uint8Array() });
    expect((await open(journal([await sealed(row), tombstone]))).body).toEqual({
      rows: [],
      done: [],
      dropped: [],
      unreadable: 0,
    });
  });

  test('is refused when it is not a journal or is too large, or when the caller does not review reports', async () => {
    for (const file of [Buffer.from('no journal').toString('base64'), '']) {
      const answer = await open(file);
      expect([answer.status, answer.body.error.code]).toEqual([409, 'against_rule']);
    }
    expect((await open('not base64!')).status).toBe(400);
    expect((await open('A'.repeat(600_000))).status).toBe(413);
    const records = await agency.signedIn('records');
    expect((await open(journal([]), records.token)).status).toBe(403);
    expect((await agency.call('GET', '/api/v1/recovery-key')).status).toBe(401);
  });
});

describe("the agency's key", () => {
  test('is in a file only its owner can read, and stays the same', async () => {
    const file = join(agency.dataDir, 'recovery-key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(openRecoveryKeys(agency.dataDir, null).public).toEqual(await key());
  });

  test('can come from the environment instead, and is refused when it is not a key', () => {
    const given = Buffer.alloc(32, 7).toString('base64');
    const folder = temporaryFolder();
    expect(openRecoveryKeys(folder.path, given).public).toEqual(openRecoveryKeys(folder.path, given).public);
    expect(() => openRecoveryKeys(folder.path, Buffer.alloc(31).toString('base64'))).toThrow('32 bytes');
    folder.remove();
  });

  test('does not reveal its private half', async () => {
    expect(Object.keys((await agency.call('GET', '/api/v1/recovery-key', session)).body).sort()).toEqual([
      'keyId',
      'publicKey',
    ]);
  });
});
