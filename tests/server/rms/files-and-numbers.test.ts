import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openServerKey } from '#server/auth/server-key.ts';
import { saveUpload } from '#server/commands/drafts/save-upload.ts';
import { writeMessage } from '#server/commands/reports/add-information.ts';
import { foundIt } from '#server/commands/reports/found.ts';
import { noteScan } from '#server/db/file-scans.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import { openDrawing } from '#server/files/view-copy.ts';
import { sweepFolder } from '#server/rms/sweep-folder.ts';
import { rmsFolder, signature } from '#server/rms/target.ts';
import type { Act } from '#shared/domain/act.ts';
import { rmsNumberOf } from '#shared/domain/rms-number.ts';
import { type RmsPackage, rmsPackage } from '#shared/domain/rms-package.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { fileWith } from '../../helpers/attach.ts';
import { checker } from '../../helpers/open-api.ts';
import { packageJsonSchema } from '../../helpers/rms-json-schema.ts';

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const SECRET = 'a secret of both sides';
const BEFORE = 'the secret that was before';
const PDF = (n: number) => Buffer.from(`%PDF-1.4 paper ${n}\n${'x'.repeat(2_000)}`);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const soon = { timeout: 30_000 };

type Got = { method: string; url: string; headers: Record<string, unknown>; body: Buffer };

async function startRecordsSystem() {
  const got: Got[] = [];
  let answer: (one: Got) => { status: number; headers?: Record<string, string>; text?: string } = () => ({
    status: 200,
  });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks) };
      const { status, headers: own = {}, text = '' } = answer(one);
      if (status === 200) got.push(one);
      response.writeHead(status, own).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/p2c`,
    got,
    files: () => got.filter(({ method }) => method === 'PUT'),
    packages: () =>
      got
        .filter(({ method }) => method === 'POST')
        .map(({ body }): RmsPackage => rmsPackage.parse(JSON.parse(String(body)))),
    answers: (how: typeof answer) => {
      answer = how;
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

const uploadDeps = async (agency: Agency) => {
  const vault = openVault(vaultFolder(agency.dataDir), openServerKey(agency.dataDir, null).subkey('files'));
  return { ...agency.deps, vault, drawing: await openDrawing() };
};

describe('by webhook', () => {
  let agency: Agency;
  let system: Awaited<ReturnType<typeof startRecordsSystem>>;
  let token: string;
  beforeAll(async () => {
    system = await startRecordsSystem();
    const env = { P2C_RMS_URL: system.url, P2C_RMS_SECRET: SECRET, P2C_RMS_SECRET_BEFORE: BEFORE };
    agency = await startAgency({ env });
    token = (await agency.signedIn()).token;
  });
  afterAll(async () => {
    await agency.stop();
    await system.stop();
  });
  afterEach(() => {
    system.answers(() => ({ status: 200 }));
    system.got.length = 0;
  });

  const act = async (id: string, one: Act) => (await agency.act(token, await agency.report(id), one)).body.report;
  const state = async (id: string) =>
    (
      await agency.deps.db.selectFrom('rms_package').select('state').where('report_id', '=', id).orderBy('id').execute()
    ).map((one) => one.state);
  const delivered = (id: string, count = 1) =>
    expect.poll(() => state(id), soon).toEqual(Array.from({ length: count }, () => 'delivered'));

  test('the files of a report arrive as they were received, before it, each with its hash and a signature', async () => {
    const [one, two] = [PDF(1), PDF(2)];
    const report = await fileWith(agency, [
      [one, 'receipt.pdf'],
      [two, 'Rechnung № 2.pdf'],
    ]);
    await act(report.id, approve);
    await delivered(report.id);
    expect(system.got.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'POST']);
    const [content] = system.packages();
    for (const [at, bytes] of [one, two].entries()) {
      const told = content?.attachments[at];
      const file = system.files().find(({ url }) => url === `/p2c/files/${told?.id}`);
      expect(file?.body.equals(bytes)).toBe(true);
      expect(told?.sha256).toBe(sha256(bytes));
      expect(file?.headers).toMatchObject({
        'content-type': 'application/pdf',
        'p2c-package': content?.packageId,
        'p2c-report': report.trackingNumber,
        'p2c-sha256': told?.sha256,
      });
      const seconds = Number(/t=(\d+)/.exec(String(file?.headers['p2c-signature']))?.[1]);
      expect(file?.headers['p2c-signature']).toBe(signature([SECRET, BEFORE], seconds, `${told?.id}.${told?.sha256}`));
    }
  });

  test('while the secret is changed, every package has a signature by either', async () => {
    const report = await agency.file();
    await act(report.id, approve);
    await delivered(report.id);
    const [{ headers, body }] = system.got as [Got];
    const seconds = Number(/t=(\d+)/.exec(String(headers['p2c-signature']))?.[1]);
    const alone = (secret: string) => signature([secret], seconds, String(body)).replace(/^t=\d+,/, '');
    expect(headers['p2c-signature']).toBe(`t=${seconds},${alone(SECRET)},${alone(BEFORE)}`);
  });

  test('a cut between two files goes on with the second one', async () => {
    const report = await fileWith(agency, [
      [PDF(3), 'a.pdf'],
      [PDF(4), 'b.pdf'],
    ]);
    const [first, second] = report.attachments;
    let refusals = 2;
    system.answers(({ url }) =>
      url.endsWith(String(second?.id)) && refusals-- > 0 ? { status: 503 } : { status: 200 },
    );
    await act(report.id, approve);
    await delivered(report.id);
    expect(system.files().map(({ url }) => url)).toEqual([first, second].map((one) => `/p2c/files/${one?.id}`));
  });

  test('a file that was changed on the disk is not handed over, and the package goes to the tray with the reason', async () => {
    const report = await fileWith(agency, [[PDF(5), 'a.pdf']]);
    const folder = vaultFolder(agency.dataDir);
    const { file_id: fileId } = await agency.deps.db
      .selectFrom('attachment')
      .select('file_id')
      .where('report_id', '=', report.id)
      .executeTakeFirstOrThrow();
    const name =
      readdirSync(folder, { recursive: true })
        .map(String)
        .find((one) => one.endsWith(`${fileId}.original`)) ?? '';
    const bytes = readFileSync(join(folder, name));
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    writeFileSync(join(folder, name), bytes);
    await act(report.id, approve);
    await expect.poll(() => state(report.id), soon).toEqual(['refused']);
    expect(system.got).toEqual([]);
    const row = await agency.deps.db
      .selectFrom('rms_package')
      .select('reason')
      .where('report_id', '=', report.id)
      .executeTakeFirstOrThrow();
    expect(row.reason).toContain('is missing or was changed');
  });

  test.each([
    ['in a header', { status: 200, headers: { 'rms-number': 'RMS 2026/0042' } }, 'RMS 2026/0042'],
    ['as JSON', { status: 200, text: '{"number": "RMS 2026/0043"}' }, 'RMS 2026/0043'],
    ['as a number', { status: 201, text: '{"number": 44}' }, '44'],
    ['as markup', { status: 200, headers: { 'rms-number': '<b>1</b>' } }, null],
    ['far too long', { status: 200, text: `{"number": "${'9'.repeat(50_000)}"}` }, null],
  ])(
    'the number that the records system answers with %s is in the history and in the list, or is none',
    async (_, answer, number) => {
      system.answers(({ method }) => (method === 'POST' ? answer : { status: 200 }));
      const report = await agency.file();
      await act(report.id, approve);
      await delivered(report.id);
      const after = await agency.report(report.id);
      expect(rmsNumberOf(after)).toBe(number);
      const records = (await agency.signedIn('records')).token;
      const { body } = await agency.call('GET', '/api/v1/rms/packages?state=delivered', { token: records });
      expect(body.rows.find((row: { reportId: string }) => row.reportId === report.id).rmsNumber).toBe(number);
    },
  );

  test('that the reporter found the property is accepted by the check of packages, and arrives', async () => {
    const report = await agency.file();
    await act(report.id, approve);
    await delivered(report.id);
    expect(await foundIt(agency.deps, report.id, 'It was at my sister’s.', 'test')).toBe(true);
    await delivered(report.id, 2);
    expect(system.packages().map(({ kind }) => kind)).toEqual(['approved', 'recovered']);
  });

  test('what the reporter of an approved report sends is handed over as a supplement, with only its new files', async () => {
    const report = await fileWith(agency, [[PDF(6), 'first.pdf']]);
    await act(report.id, approve);
    await delivered(report.id);
    await act(report.id, { kind: 'message', note: 'Do you have the receipt?' });
    const deps = await uploadDeps(agency);
    const uploadId = randomUUID();
    const source = Readable.from([PDF(7)]);
    await saveUpload(deps, { uploadId, name: 'second.pdf', source, tooLarge: () => false, from: 'test' });
    expect(await writeMessage(agency.deps, report.id, { text: 'Here it is.', uploadId }, 'test')).toBe(true);
    await delivered(report.id, 2);
    const [, supplement] = system.packages();
    expect(supplement).toMatchObject({ kind: 'supplement', cause: 'Here it is.', offense: { code: 'larceny_other' } });
    expect(supplement?.attachments.map(({ name }) => name)).toEqual(['first.pdf', 'second.pdf']);
    expect(system.files().map(({ body }) => sha256(body))).toEqual([sha256(PDF(6)), sha256(PDF(7))]);
  });

  test('what an officer corrects in an approved report is handed over as a supplement; the approval stands, and nobody gets a letter', async () => {
    const report = await fileWith(agency, [[PDF(9), 'first.pdf']]);
    const { caseNumber } = await act(report.id, approve);
    await delivered(report.id);
    const letters = async () =>
      (await agency.deps.db.selectFrom('letter').select('id').where('report_id', '=', report.id).execute()).length;
    const before = await letters();
    const correct: Act = { kind: 'correct', field: 'items.0.serialNumber', value: 'WTU999', note: 'Typed wrong.' };
    expect(await act(report.id, correct)).toMatchObject({ state: 'approved', caseNumber });
    await delivered(report.id, 2);
    expect(system.packages()[1]).toMatchObject({
      kind: 'supplement',
      cause: 'Typed wrong.',
      caseNumber,
      offense: { code: 'larceny_other' },
      items: [{ serialNumber: 'WTU999' }],
      corrections: [{ field: 'items.0.serialNumber', value: 'WTU999', why: 'Typed wrong.' }],
    });
    expect(system.files()).toHaveLength(1);
    expect(await letters()).toBe(before);
  });
});

describe('by folder', () => {
  let agency: Agency;
  let token: string;
  let folder: string;
  beforeAll(async () => {
    agency = await startAgency();
    token = (await agency.signedIn()).token;
    folder = rmsFolder(agency.dataDir);
  });
  afterAll(() => agency.stop());

  const approved = async () => {
    const report = await fileWith(agency, [[PDF(8), '../../evil näme.pdf']]);
    const { caseNumber } = (await agency.act(token, await agency.report(report.id), approve)).body.report;
    const own = () =>
      (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.startsWith(caseNumber)).sort();
    await expect.poll(() => own().length, soon).toBe(3);
    return { id: report.id, own, base: own()[0]?.replace(/\.\w+$/, '') ?? '' };
  };

  test('files are in a folder beside the package, under names that stay in it', async () => {
    const { own, base } = await approved();
    expect(own()).toEqual([`${base}.files`, `${base}.json`, `${base}.xml`]);
    const [file = ''] = readdirSync(join(folder, `${base}.files`));
    expect(file).toMatch(/^[0-9a-f-]{36}-[\w.-]+\.pdf$/);
    expect(readFileSync(join(folder, `${base}.files`, file)).equals(PDF(8))).toBe(true);
  });

  test('what was picked up is removed, and the number in the acknowledgment is kept', async () => {
    const { id, own, base } = await approved();
    const waiting = await approved();
    writeFileSync(join(folder, `${base}.ack`), 'RMS-77\n');
    expect(await sweepFolder(agency.deps, folder)).toEqual({ removed: 1 });
    expect(own()).toEqual([]);
    expect(rmsNumberOf(await agency.report(id))).toBe('RMS-77');
    expect(waiting.own()).toHaveLength(3);
  });

  test('an acknowledgment that cannot be read holds up no others, and the job fails with its name', async () => {
    // A folder lists its files in any order, so there is more than one that can't be read.
    const [one, two, third] = [await approved(), await approved(), await approved()];
    for (const { base } of [one, third]) mkdirSync(join(folder, `${base}.ack`));
    writeFileSync(join(folder, `${two.base}.ack`), 'RMS-78\n');
    await expect(sweepFolder(agency.deps, folder)).rejects.toThrow(/[0-9a-f]\.ack: EISDIR/);
    expect([one.own().length, two.own(), third.own().length]).toEqual([4, [], 4]);
    expect(rmsNumberOf(await agency.report(two.id))).toBe('RMS-78');
    for (const { base } of [one, third]) rmdirSync(join(folder, `${base}.ack`));
  });

  test('what belongs to a report that retention removed is removed, and nothing else', async () => {
    const gone = await approved();
    const stays = await approved();
    writeFileSync(join(folder, 'README.txt'), 'of the records staff');
    await agency.deps.db.deleteFrom('rms_package').where('report_id', '=', gone.id).execute();
    await sweepFolder(agency.deps, folder);
    expect([gone.own(), stays.own().length]).toEqual([[], 3]);
    expect(existsSync(join(folder, 'README.txt'))).toBe(true);
  });
});

describe('the JSON Schema', () => {
  const file = 'resources/rms/p2c-report-1.schema.json';

  test('that is published is the one of this version', async () => {
    await expect(packageJsonSchema()).toMatchFileSnapshot(`../../../${file}`);
  });

  test('takes every package that is sent, and none without what it needs', async () => {
    const agency = await startAgency();
    try {
      const { token } = await agency.signedIn();
      await agency.act(token, await agency.file(), approve);
      const rows = await agency.deps.db.selectFrom('rms_package').select('payload').execute();
      const isValid = checker.compile(JSON.parse(readFileSync(file, 'utf8')));
      expect(rows).toHaveLength(1);
      for (const { payload } of rows) {
        expect(isValid(payload)).toBe(true);
        expect(isValid({ ...payload, caseNumber: undefined })).toBe(false);
        expect(isValid({ ...payload, kind: 'other' })).toBe(false);
      }
    } finally {
      await agency.stop();
    }
  });
});

describe.each([
  ['whose scanner is away', { P2C_CLAMD: '127.0.0.1:1' }, 'Waiting for the malware scan of 1 file.'],
  [
    'that said nothing about a scanner',
    { P2C_CLAMD: '' },
    "Waiting: 1 file not scanned for malware, and the server's setting P2C_CLAMD names no scanner.",
  ],
])('in an agency %s', (_, env, why) => {
  let agency: Agency;
  let system: Awaited<ReturnType<typeof startRecordsSystem>>;
  beforeAll(async () => {
    system = await startRecordsSystem();
    agency = await startAgency({ env: { P2C_RMS_URL: system.url, P2C_RMS_SECRET: SECRET, ...env } });
  });
  afterAll(async () => {
    await agency.stop();
    await system.stop();
  });

  test('the records system gets a file only after it was scanned, and the list says what waits', async () => {
    const { token } = await agency.signedIn();
    const report = await fileWith(agency, [[PDF(9), 'a.pdf']]);
    expect((await agency.act(token, await agency.report(report.id), approve)).status).toBe(200);
    const row = () =>
      agency.deps.db
        .selectFrom('rms_package')
        .select(['state', 'reason', 'attempts', 'handed_out_at'])
        .where('report_id', '=', report.id)
        .executeTakeFirst();
    await expect.poll(row, soon).toEqual({ state: 'queued', reason: why, attempts: 0, handed_out_at: null });
    expect(system.got).toEqual([]);
    const [file] = report.attachments;
    await noteScan(agency.deps.db, file?.id ?? '', { state: 'clean' }, new Date());
    await expect.poll(async () => (await row())?.state, { timeout: 30_000 }).toBe('delivered');
    expect(system.got.map(({ method }) => method)).toEqual(['PUT', 'POST']);
  }, 60_000);
});
