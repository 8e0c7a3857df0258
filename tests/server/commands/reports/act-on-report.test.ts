import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { letterFor } from '#shared/letters/letter.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { waitForLocks } from '../../../helpers/lock-waits.ts';

let agency: Agency;
let token: string;
beforeAll(async () => {
  agency = await startAgency();
  token = (await agency.signedIn()).token;
});
afterAll(() => agency.stop());

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const reject: Act = {
  kind: 'reject',
  reasonCode: 'outside_hartford',
  duplicateOf: null,
  note: 'Call Wethersfield Police.',
};
const call: Act = { kind: 'log_call', outcome: 'reached', note: 'Will send the receipt.' };

const acts = (report: Report) =>
  agency.deps.db.selectFrom('act').selectAll().where('report_id', '=', report.id).execute();
const letters = (report: Report) =>
  agency.deps.db.selectFrom('letter').selectAll().where('report_id', '=', report.id).execute();
const audits = (report: Report) =>
  agency.deps.db.selectFrom('audit').selectAll().where('target', '=', report.id).orderBy('seq').execute();

async function asking(report: Report): Promise<Act> {
  const { missingItems } = await agency.policy();
  const some = missingItems.filter((one) => one.kinds.includes(report.kind)).slice(0, 2);
  return { kind: 'follow_up', missing: some.map((one) => one.code), note: '' };
}

describe('two officers, one report', () => {
  test('of two simultaneous acts one is carried out, and the other gets the current report back', async () => {
    const report = await agency.file();
    const other = (await agency.signedIn()).token;
    const answers = await Promise.all([agency.act(token, report, approve), agency.act(other, report, reject)]);
    expect(answers.map((one) => one.status).sort((a, b) => a - b)).toEqual([200, 409]);
    const lost = answers.find((one) => one.status === 409);
    expect(lost?.body.error.code).toBe('stale_version');
    expect(lost?.body.error.current).toMatchObject({ id: report.id, version: 2 });
    expect(await acts(report)).toHaveLength(1);
  });

  test('the refusal is in the audit log with its code', async () => {
    const report = await agency.file();
    await agency.act(token, report, approve, { seen: { reportVersion: 9 } });
    expect((await audits(report)).map((row) => [row.action, row.outcome, row.detail])).toMatchObject([
      ['report.file', 'success', {}],
      ['report.approve', 'failure', { code: 'stale_version' }],
    ]);
  });
});

describe('the idempotency key', () => {
  test('the same key twice, even at the same time, is one act and one letter', async () => {
    const report = await agency.file();
    const key = randomUUID();
    const twice = await Promise.all([1, 2].map(() => agency.act(token, report, approve, { key })));
    twice.push(await agency.act(token, report, approve, { key }));
    expect(twice.map((one) => one.status)).toEqual([200, 200, 200]);
    for (const answer of twice) expect(answer.body.report.caseNumber).toBe(twice[0]?.body.report.caseNumber);
    expect(await acts(report)).toHaveLength(1);
    expect((await letters(report)).map((one) => one.kind).sort()).toEqual(['approved', 'received']);
  });

  test('the same key twice, both waiting for a locked report, is one act', async () => {
    const { db } = agency.deps;
    // No e-mail address, so no letter waits to be sent for the report.
    const report = await agency.file({ facts: { who: { email: null } } });
    const key = randomUUID();
    const answers = await db.transaction().execute(async (trx) => {
      await trx.selectFrom('report').select('id').where('id', '=', report.id).forUpdate().execute();
      const both = [1, 2].map(() => agency.act(token, report, approve, { key }));
      await waitForLocks(db, 2);
      return both;
    });
    const [first, second] = await Promise.all(answers);
    expect([first?.status, second?.status]).toEqual([200, 200]);
    expect(first?.body.report.caseNumber).toBe(second?.body.report.caseNumber);
    expect(await acts(report)).toHaveLength(1);
    expect((await audits(report)).filter((row) => row.action === 'report.approve')).toHaveLength(1);
  });

  test('the same key for a different act is refused', async () => {
    const [report, second] = [await agency.file(), await agency.file()];
    const key = randomUUID();
    await agency.act(token, report, call, { key });
    for (const answer of [
      await agency.act(token, report, { ...call, note: 'Something else.' }, { key }),
      await agency.act(token, second, call, { key }),
    ]) {
      expect([answer.status, answer.body.error.code]).toEqual([409, 'idempotency_mismatch']);
    }
  });

  test('the same key for two reports at the same time: one wins', async () => {
    const reports = [await agency.file(), await agency.file()];
    const key = randomUUID();
    const answers = await Promise.all(reports.map((report) => agency.act(token, report, call, { key })));
    expect(answers.map((one) => one.status).sort((a, b) => a - b)).toEqual([200, 409]);
  });
});

describe('words that may mean danger', () => {
  test('the server carries out no decision before the officer says what was done; then history and audit log tell', async () => {
    const report = await agency.file({ facts: { how: 'My ex boyfriend Tony threatened me, and my bicycle is gone.' } });
    const refused = await agency.act(token, report, approve);
    expect(refused.body.error).toMatchObject({
      code: 'against_rule',
      fields: [{ path: 'act.danger.way', detail: { code: 'danger_unanswered' } }],
    });
    expect(await acts(report)).toEqual([]);
    const danger = { way: 'not_danger', because: 'He moved to Ohio; she has no contact.' } as const;
    const done = await agency.act(token, report, { ...approve, danger });
    expect(done.status).toBe(200);
    expect(done.body.report.history.findLast(({ kind }: { kind: string }) => kind === 'approved')).toMatchObject({
      danger,
    });
    const row = (await audits(report)).find(
      ({ action, outcome }) => action === 'report.approve' && outcome === 'success',
    );
    expect(row?.detail).toMatchObject({ danger: 'not_danger' });
    expect(JSON.stringify(row?.detail)).not.toContain('Ohio');
    const { token: supervisor } = await agency.signedIn('supervisor');
    const search = `/api/v1/decisions?text=${report.trackingNumber}`;
    expect((await agency.call('GET', search, { token: supervisor })).body.rows).toMatchObject([{ danger }]);
  });
});

describe('the letter the officer saw', () => {
  test("is sent word for word, in the reporter's language, with the reason and what to do next", async () => {
    const email = 'luz@example.org';
    const report = await agency.file({ facts: { who: { email, language: 'es' } } });
    const policy = await agency.policy();
    const shown = letterFor(report, reject, policy);
    const answer = await agency.act(token, report, reject);
    expect(answer.status).toBe(200);
    const mail = await agency.mail.mailTo(email, shown?.subject);
    const reason = policy.reasons.find((one) => one.code === 'outside_hartford');
    const asShown = (sent: unknown) => String(sent).replaceAll(/http:[^\s<"]+\/status\/\w{26}/g, '[private link]');
    expect(asShown(mail.parsed.text)).toBe(shown?.text);
    expect(asShown(mail.parsed.html)).toBe(shown?.html);
    expect(mail.parsed.text).toContain(reason?.text.es?.slice(0, 20));
    expect(mail.parsed.text).toContain(reason?.action.es?.slice(0, 20));
    expect(mail.parsed.headers.get('content-language')).toBe('es');
    expect(mail.parsed.headers.get('auto-submitted')).toBe('auto-generated');
  });

  test('a wrong or missing hash, or a hash for an act without a letter, is refused and nothing is stored', async () => {
    const report = await agency.file();
    for (const [act, letterHash] of [
      [approve, 'a'.repeat(64)],
      [approve, null],
      [call, 'a'.repeat(64)],
    ] as const) {
      const answer = await agency.act(token, report, act, { seen: { letterHash } });
      expect([answer.status, answer.body.error.code]).toEqual([409, 'letter_changed']);
      expect(answer.body.error.current).toMatchObject({ id: report.id, version: 1, state: 'submitted' });
    }
    expect(await acts(report)).toEqual([]);
  });

  test('a policy change elsewhere does not block the act; a change to its reason does', async () => {
    const [report, second] = [await agency.file(), await agency.file()];
    const before = await agency.policy();
    await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, minimumAge: 18 } }));
    const same = await agency.act(token, report, reject, { seen: { policyVersion: before.version } });
    expect(same.status).toBe(200);
    // The policy that the officer relied on stays readable forever.
    const then = await agency.call('GET', `/api/v1/policy/${before.version}`, { token });
    expect(then.body).toEqual(before);
    const none = await agency.call('GET', '/api/v1/policy/9999', { token });
    expect([none.status, none.body.error.code]).toEqual([404, 'not_found']);
    await agency.publish((policy) => ({
      ...policy,
      reasons: policy.reasons.map((one) =>
        one.code === 'outside_hartford' ? { ...one, rule: { en: 'Another rule.' } } : one,
      ),
    }));
    const changed = await agency.act(token, second, reject, { seen: { policyVersion: before.version } });
    expect([changed.status, changed.body.error.code]).toEqual([409, 'letter_changed']);
    const unknown = await agency.act(token, second, reject, { seen: { policyVersion: 9_999 } });
    expect([unknown.status, unknown.body.error.code]).toEqual([409, 'letter_changed']);
  });

  test('its private link works for the reporter and is never shown to an officer', async () => {
    const email = 'tom@example.org';
    const report = await agency.file({ facts: { who: { email } } });
    const answer = await agency.act(token, report, await asking(report));
    expect(answer.body.report.state).toBe('awaiting_citizen');
    const mail = await agency.mail.mailTo(email, 'we need a little more');
    const [link] = /http\S+\/reply\/\w{26}/.exec(mail.parsed.text ?? '') ?? [];
    expect(link).toBeDefined();
    const password = link?.split('/').at(-1) ?? '';
    const everything = JSON.stringify([await agency.report(report.id), await letters(report), await audits(report)]);
    expect(everything).toContain('[private link]');
    await expect.poll(async () => JSON.stringify(await letters(report))).not.toContain(password);
    expect(JSON.stringify(await agency.report(report.id))).not.toContain(password);
    expect(await (await fetch(link ?? '')).text()).toContain(report.trackingNumber);
  });
});

describe('what is not allowed', () => {
  test("an act that the report's state does not allow", async () => {
    const report = await agency.file();
    const done = await agency.act(token, report, approve);
    const again = await agency.act(token, done.body.report, reject);
    expect([again.status, again.body.error.code]).toEqual([409, 'act_not_allowed']);
  });

  test('codes that are not in the policy, named by field', async () => {
    const report = await agency.file();
    const bad: [Act, string][] = [
      [{ ...approve, offenseCode: 'lost_property' }, 'act.offenseCode'],
      [{ ...reject, reasonCode: 'because' }, 'act.reasonCode'],
      [{ ...reject, reasonCode: 'duplicate' }, 'act.duplicateOf'],
      [{ ...reject, reasonCode: 'duplicate', duplicateOf: report.trackingNumber }, 'act.duplicateOf'],
      [{ ...reject, reasonCode: 'duplicate', duplicateOf: 'T26-004812-6' }, 'act.duplicateOf'],
      [{ kind: 'follow_up', missing: ['a_pony'], note: '' }, 'act.missing'],
    ];
    for (const [act, path] of bad) {
      const answer = await agency.act(token, report, act);
      expect([answer.status, answer.body.error.fields?.[0]?.path]).toEqual([409, path]);
    }
  });

  test('a report that does not exist', async () => {
    const report = { ...(await agency.file()), id: randomUUID() };
    const answer = await agency.act(token, report, approve);
    expect([answer.status, answer.body.error.code]).toEqual([404, 'not_found']);
  });

  test('a role that does not review', async () => {
    const report = await agency.file();
    for (const role of ['administrator', 'records'] as const) {
      const answer = await agency.act((await agency.signedIn(role)).token, report, approve);
      expect([answer.status, answer.body.error.code]).toEqual([403, 'forbidden']);
    }
  });
});

test('case numbers have no gaps or duplicates when many approvals arrive at once and some are refused', async () => {
  const before = await lastCase();
  const reports = [];
  for (let n = 0; n < 20; n += 1) reports.push(await agency.file({ facts: { who: { email: null } } }));
  const answers = await Promise.all(
    reports.map((report, n) =>
      agency.act(token, report, approve, n % 5 === 0 ? { seen: { letterHash: 'a'.repeat(64) } } : {}),
    ),
  );
  const numbers = answers.filter((one) => one.status === 200).map((one) => Number(one.body.report.caseNumber.slice(3)));
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, n) => before + 1 + n));
});

async function lastCase(): Promise<number> {
  const row = await agency.deps.db.selectFrom('case_counter').select('last').executeTakeFirst();
  return row?.last ?? 0;
}

test('a missed call sends a letter and a completed call does not; both leave the report in the queue', async () => {
  const report = await agency.file({ facts: { who: { email: 'kim@example.org' } } });
  const missed = await agency.act(token, report, { kind: 'log_call', outcome: 'no_answer', note: '' });
  expect(missed.body.report).toMatchObject({ state: 'submitted', version: 2 });
  const reached = await agency.act(token, missed.body.report, call);
  expect(reached.body.report).toMatchObject({ state: 'submitted', version: 3 });
  expect((await letters(report)).map((one) => one.kind).sort()).toEqual(['missed_call', 'received']);
});

test('a reporter without email gets no mail, and the supervisor sees that on the letter', async () => {
  const report = await agency.file({ facts: { who: { email: null, preferredContact: 'letter' } } });
  await agency.act(token, report, reject);
  const supervisor = (await agency.signedIn('supervisor')).token;
  const found = await agency.call('GET', `/api/v1/decisions?text=${report.trackingNumber}`, { token: supervisor });
  expect(found.body.rows[0].letter.state).toBe('no_address');
});
