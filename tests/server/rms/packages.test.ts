import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeMessage } from '#server/commands/reports/add-information.ts';
import { foundIt } from '#server/commands/reports/found.ts';
import { packageCheck } from '#server/rms/check-package.ts';
import { signature } from '#server/rms/target.ts';
import { toXml } from '#server/rms/xml.ts';
import type { Act } from '#shared/domain/act.ts';
import { type RmsPackage, rmsPackage } from '#shared/domain/rms-package.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const reopening: Act = { kind: 'return', cause: 'Wrong person.', note: '' };
const SECRET = 'a secret of both sides';

/** Starts a records system whose responses tests can control. */
async function startReceiver() {
  const got: { body: string; headers: Record<string, unknown> }[] = [];
  const answers: { status: number; text: string }[] = [];
  let gate: Promise<void> = Promise.resolve();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const answer = answers.shift() ?? { status: 200, text: 'taken' };
      if (answer.status === 0) {
        request.socket.destroy();
        return;
      }
      got.push({ body, headers: request.headers });
      void gate.then(() => response.writeHead(answer.status).end(answer.text));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/p2c`,
    got,
    next: (status: number, text = '', times = 1) => {
      for (let n = 0; n < times; n += 1) answers.push({ status, text });
    },
    /** Holds responses back until the returned function is called. */
    hold: () => {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

const parsed = (body: string): RmsPackage => rmsPackage.parse(JSON.parse(body));

describe('by webhook', () => {
  let agency: Agency;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let token: string;
  let records: string;
  beforeAll(async () => {
    receiver = await startReceiver();
    agency = await startAgency({ env: { P2C_RMS_URL: receiver.url, P2C_RMS_SECRET: SECRET } });
    token = (await agency.signedIn()).token;
    records = (await agency.signedIn('records')).token;
  });
  afterAll(async () => {
    await agency.stop();
    await receiver.stop();
  });

  const file = () => agency.file({ facts: { who: { email: null } } });
  const act = async (id: string, one: Act) => (await agency.act(token, await agency.report(id), one)).body.report;
  const tray = async (state = 'refused') =>
    (await agency.call('GET', `/api/v1/rms/packages?state=${state}`, { token: records })).body.rows;
  const arrived = (caseNumber: string) => receiver.got.filter((one) => one.body.includes(caseNumber));

  test('an approved report arrives once, signed, with the facts as the agency knows them', async () => {
    const report = await file();
    await act(report.id, { kind: 'correct', field: 'items.0.serialNumber', value: 'WTU999', note: 'Typed wrong.' });
    const { caseNumber } = await act(report.id, approve);
    await expect.poll(() => arrived(caseNumber).length).toBe(1);
    const [{ body, headers }] = arrived(caseNumber) as [(typeof receiver.got)[number]];
    const content = parsed(body);
    expect(content).toMatchObject({ kind: 'approved', caseNumber, offense: { nibrs: '23H' }, how: report.facts.how });
    expect(content.items[0]?.serialNumber).toBe('WTU999');
    expect(content.corrections[0]).toMatchObject({ field: 'items.0.serialNumber', why: 'Typed wrong.' });
    const seconds = Number(/t=(\d+)/.exec(String(headers['p2c-signature']))?.[1]);
    expect(headers['p2c-signature']).toBe(signature([SECRET], seconds, body));
    expect(headers['p2c-package']).toBe(content.packageId);
    await expect.poll(async () => (await tray('delivered'))[0]?.caseNumber).toBe(caseNumber);
  });

  test('a records system that is down, broken or busy is retried until it accepts the package', async () => {
    receiver.next(0);
    receiver.next(503);
    receiver.next(429);
    const { caseNumber } = await act((await file()).id, approve);
    await expect
      .poll(async () => (await tray('delivered')).map((row: { caseNumber: string }) => row.caseNumber), {
        timeout: 30_000,
      })
      .toContain(caseNumber);
    const packages = arrived(caseNumber).map((one) => parsed(one.body).packageId);
    expect([packages.length, new Set(packages).size]).toEqual([3, 1]);
  });

  test('a rejected package stays in the error tray with the reason until someone resends it', async () => {
    receiver.next(422, 'street 41 Park is not in our\n gazetteer');
    const { caseNumber } = await act((await file()).id, approve);
    await expect.poll(async () => (await tray()).length).toBe(1);
    const [row] = await tray();
    expect(row).toMatchObject({
      caseNumber,
      attempts: 1,
      reason: 'Answered 422: street 41 Park is not in our gazetteer',
    });
    const push = (by: string) => agency.call('POST', `/api/v1/rms/packages/${row.id}/push`, { token: by });
    expect((await push(token)).status).toBe(403);
    expect((await push(records)).body.state).toBe('queued');
    await expect.poll(async () => (await tray()).length).toBe(0);
    await expect.poll(() => arrived(caseNumber).length).toBe(2);
    await expect.poll(async () => (await push(records)).body.error?.code).toBe('act_not_allowed');
    const actions = agency.deps.db.selectFrom('audit').select(['action', 'outcome']).where('target', '=', row.id);
    // A package can't be pushed while it is being delivered either, so its success may be recorded only a moment later.
    await expect
      .poll(async () => (await actions.orderBy('seq').execute()).map((one) => `${one.action} ${one.outcome}`))
      .toEqual(['rms.deliver failure', 'rms.push success', 'rms.deliver success']);
  });

  test('the withdrawal of an approval is sent after the approval itself, never before', async () => {
    receiver.next(503, '', 2);
    const report = await file();
    const { caseNumber } = await act(report.id, approve);
    await expect.poll(() => arrived(caseNumber).length).toBeGreaterThan(0);
    await act(report.id, reopening);
    await expect
      .poll(
        () =>
          arrived(caseNumber)
            .map((one) => parsed(one.body).kind)
            .at(-1),
        { timeout: 30_000 },
      )
      .toBe('returned');
    const kinds = arrived(caseNumber).map((one) => parsed(one.body).kind);
    expect(kinds).toEqual([...kinds].sort());
    expect(parsed(arrived(caseNumber).at(-1)?.body ?? '').cause).toBe('Wrong person.');
  });
});

describe('a package refused for its content', () => {
  let agency: Agency;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let token: string;
  let records: string;
  beforeAll(async () => {
    receiver = await startReceiver();
    agency = await startAgency({ env: { P2C_RMS_URL: receiver.url, P2C_RMS_SECRET: SECRET } });
    token = (await agency.signedIn()).token;
    records = (await agency.signedIn('records')).token;
  });
  afterAll(async () => {
    await agency.stop();
    await receiver.stop();
  });

  const act = async (id: string, one: Act) => (await agency.act(token, await agency.report(id), one)).body.report;
  const packages = (id: string) =>
    agency.deps.db
      .selectFrom('rms_package')
      .select(['id', 'kind', 'state', 'reason'])
      .where('report_id', '=', id)
      .orderBy('id')
      .execute();
  const states = async (id: string) => (await packages(id)).map(({ kind, state }) => `${kind} ${state}`);
  const push = (id: string | undefined) => agency.call('POST', `/api/v1/rms/packages/${id}/push`, { token: records });
  const arrived = (caseNumber: string) =>
    receiver.got.map((one) => parsed(one.body)).filter((one) => one.caseNumber === caseNumber);
  /** Files and approves a report, which the records system then refuses for a missing street. */
  const refused = async () => {
    receiver.next(422, 'no such street');
    const report = await agency.file({ facts: { who: { email: null } } });
    const { caseNumber } = await act(report.id, approve);
    await expect.poll(() => states(report.id)).toEqual(['approved refused']);
    receiver.got.length = 0;
    return { id: report.id, caseNumber };
  };

  test('is sent with current data when it is resent', async () => {
    const { id, caseNumber } = await refused();
    await agency.publish((policy) => ({
      ...policy,
      offenses: policy.offenses.map((one) => (one.code === 'larceny_other' ? { ...one, nibrs: '23D' } : one)),
    }));
    expect((await push((await packages(id))[0]?.id)).body.state).toBe('queued');
    await expect.poll(() => states(id)).toEqual(['approved delivered']);
    expect(arrived(caseNumber)).toMatchObject([{ kind: 'approved', offense: { nibrs: '23D' } }]);
  });

  test('is replaced when the report is returned, corrected and approved again, and leaves the tray', async () => {
    const { id, caseNumber } = await refused();
    await act(id, reopening);
    await act(id, { kind: 'correct', field: 'items.0.serialNumber', value: 'WTU999', note: 'Typed wrong.' });
    await act(id, approve);
    await expect.poll(() => states(id)).toEqual(['approved canceled', 'approved delivered']);
    expect(arrived(caseNumber)).toMatchObject([{ kind: 'approved', items: [{ serialNumber: 'WTU999' }] }]);
  });

  test('is not followed by a withdrawal if the records system clearly refused it', async () => {
    receiver.next(422, 'no such street');
    const report = await agency.file({ facts: { who: { email: null } } });
    const { caseNumber } = await act(report.id, approve);
    await expect.poll(() => states(report.id)).toEqual(['approved refused']);
    await act(report.id, reopening);
    expect(await states(report.id)).toEqual(['approved canceled']);
    expect(arrived(caseNumber)).toHaveLength(1);
  });

  test('is followed by a withdrawal if an earlier attempt may have arrived, even after it was resent', async () => {
    receiver.next(503);
    receiver.next(422, 'seen before');
    const report = await agency.file({ facts: { who: { email: null } } });
    const { caseNumber } = await act(report.id, approve);
    await expect.poll(() => states(report.id), { timeout: 30_000 }).toEqual(['approved refused']);
    const sent = arrived(caseNumber).length;
    receiver.next(503);
    receiver.next(422, 'seen before');
    await push((await packages(report.id))[0]?.id);
    await expect.poll(() => arrived(caseNumber).length, { timeout: 30_000 }).toBe(sent + 2);
    await expect.poll(() => states(report.id)).toEqual(['approved refused']);
    await act(report.id, reopening);
    await expect.poll(() => states(report.id)).toEqual(['approved canceled', 'returned delivered']);
    expect(new Set(arrived(caseNumber).map((one) => one.packageId)).size).toBe(2);
  });

  test('is canceled when it is refused while a newer package waits', async () => {
    const answer = receiver.hold();
    receiver.next(422, 'no');
    const report = await agency.file({ facts: { who: { email: null } } });
    const { caseNumber } = await act(report.id, approve);
    await expect.poll(() => arrived(caseNumber).length).toBe(1);
    await act(report.id, reopening);
    expect(await states(report.id)).toEqual(['approved queued', 'returned queued']);
    answer();
    await expect.poll(() => states(report.id)).toEqual(['approved canceled', 'returned delivered']);
  });

  test('stays in the tray when what the reporter wrote waits behind it, and is sent before that', async () => {
    const answer = receiver.hold();
    receiver.next(422, 'no such street');
    const report = await agency.file({ facts: { who: { email: null } } });
    const { caseNumber } = await act(report.id, approve);
    await expect.poll(() => arrived(caseNumber).length).toBe(1);
    await foundIt(agency.deps, report.id, 'In the garage.', '127.0.0.1');
    expect(await states(report.id)).toEqual(['approved queued', 'approved queued']);
    answer();
    await expect.poll(() => states(report.id)).toEqual(['approved refused', 'approved queued']);
    // No later package overtakes the refused one: another report's delivery in the meantime proves that the queue was
    // processed.
    const other = await agency.file({ facts: { who: { email: null } } });
    await act(other.id, approve);
    await expect.poll(() => states(other.id)).toEqual(['approved delivered']);
    expect(arrived(caseNumber).map(({ kind }) => kind)).toEqual(['approved']);
    expect((await push((await packages(report.id))[0]?.id)).body.state).toBe('queued');
    await expect.poll(() => states(report.id)).toEqual(['approved delivered', 'approved delivered']);
    expect(arrived(caseNumber).map(({ kind }) => kind)).toEqual(['approved', 'approved', 'recovered']);
  });

  test('holds up what the reporter writes later, but a refused supplement does not', async () => {
    receiver.next(422, 'no such street');
    const report = await agency.file();
    const { caseNumber } = await act(report.id, approve);
    await expect.poll(() => states(report.id)).toEqual(['approved refused']);
    await act(report.id, { kind: 'message', note: 'Which color is it?' });
    const told = { text: 'It is red.', uploadId: randomUUID() };
    expect(await writeMessage(agency.deps, report.id, told, '127.0.0.1')).toBe(true);
    const other = await agency.file({ facts: { who: { email: null } } });
    await act(other.id, approve);
    await expect.poll(() => states(other.id)).toEqual(['approved delivered']);
    expect(arrived(caseNumber).map(({ kind }) => kind)).toEqual(['approved']);
    receiver.next(200);
    receiver.next(422, 'no supplements');
    await push((await packages(report.id))[0]?.id);
    await expect.poll(() => states(report.id)).toEqual(['approved delivered', 'approved refused']);
    await foundIt(agency.deps, report.id, 'In the garage.', '127.0.0.1');
    await expect
      .poll(() => states(report.id))
      .toEqual(['approved delivered', 'approved refused', 'approved delivered']);
  });

  test('a withdrawn approval keeps the title it had, even if the policy no longer has that title', async () => {
    const report = await agency.file({ facts: { who: { email: null } } });
    const { caseNumber } = await act(report.id, approve);
    await expect.poll(() => states(report.id)).toEqual(['approved delivered']);
    const before = await agency.policy();
    await agency.publish((policy) => ({
      ...policy,
      offenses: policy.offenses.filter((one) => one.code !== 'larceny_other'),
    }));
    await act(report.id, reopening);
    await expect.poll(() => states(report.id)).toEqual(['approved delivered', 'returned delivered']);
    const [told, untold] = arrived(caseNumber);
    expect(untold?.offense).toEqual(told?.offense);
    await agency.publish(() => before);
  });
});

describe('by folder', () => {
  let agency: Agency;
  beforeAll(async () => {
    agency = await startAgency();
  });
  afterAll(() => agency.stop());

  test('each package is one complete JSON file and one complete XML file that is valid against the schema', async () => {
    const { token } = await agency.signedIn();
    const nasty = { how: 'He said: "<b>&amp;</b> ]]>" \u{1F6B2}\n\ttwo lines \uFFFE' };
    const report = await agency.file({
      facts: { ...nasty, who: { actsFor: { name: 'O’Neil & Sons', relation: 'owner' } } },
    });
    const { caseNumber } = (await agency.act(token, report, approve)).body.report;
    const folder = join(agency.dataDir, 'rms/outgoing');
    const files = () => readdirSync(folder).filter((name) => name.startsWith(caseNumber));
    await expect.poll(() => (existsSync(folder) ? files().length : 0)).toBe(2);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    const [json = '', xml = ''] = files()
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(parsed(json)).toMatchObject({ caseNumber, how: report.facts.how });
    const check = await packageCheck('resources/rms/p2c-report-1.xsd', 'resources/rms/nibrs.json');
    expect(check.problems(parsed(json), xml)).toEqual([]);
    expect(xml).toContain('&#60;b&#62;&#38;amp;');
  });

  test('a package no records system could accept is never sent: a wrong code or an invalid field', async () => {
    const check = await packageCheck('resources/rms/p2c-report-1.xsd', 'resources/rms/nibrs.json');
    const rows = await agency.deps.db.selectFrom('rms_package').select('payload').limit(1).execute();
    const good = rmsPackage.parse(rows[0]?.payload);
    const problems = (change: Partial<RmsPackage>) =>
      check.problems({ ...good, ...change }, toXml({ ...good, ...change }));
    expect(problems({})).toEqual([]);
    for (const nibrs of ['280', '240', '26F', null]) {
      expect(problems({ offense: { ...good.offense, nibrs } })).toEqual([expect.stringMatching(/NIBRS/)]);
    }
    const lost = {
      reportKind: 'lost_property' as const,
      offense: { code: 'lost_property', title: 'Lost property', nibrs: null },
    };
    expect(problems(lost)).toEqual([]);
    expect(problems({ ...lost, offense: { ...lost.offense, nibrs: '23H' } })).toHaveLength(1);
    const bad = problems({ caseNumber: '', how: '' });
    expect(bad).toEqual(['The package does not match its schema: caseNumber, narrative']);
  });
});
