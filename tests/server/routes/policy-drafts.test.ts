import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import { api, type SignInResult } from '#shared/api.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { INTAKE_KEY, intake } from '../../helpers/builders.ts';

let agency: Agency;
let author: SignInResult;
let other: SignInResult;
let administrator: SignInResult;
/** Milliseconds by which the server's clock is moved forward, so that a sign-in seems long ago. */
let ahead = 0;
beforeAll(async () => {
  agency = await startAgency({ now: () => new Date(Date.now() + ahead), env: { P2C_PROOF_MINUTES: '10' } });
  administrator = await agency.signedIn('administrator');
});
afterAll(() => agency.stop());
// An author has one open draft, so each test has authors of its own.
beforeEach(async () => {
  ahead = 0;
  [author, other] = [await agency.signedIn('supervisor'), await agency.signedIn('supervisor')];
});

const send = (who: SignInResult, method: string, path: string, body?: object) =>
  agency.call(method, `/api/v1/policy-drafts${path}`, { token: who.token, ...(body === undefined ? {} : { body }) });
const open = async (who = author, from?: number) =>
  send(who, 'POST', '', { from: from ?? (await agency.policy()).version });
const changed = async (change: (policy: Policy) => void) => {
  const policy = structuredClone(await agency.policy());
  change(policy);
  return JSON.stringify(documentOf(policy));
};
type Draft = { id: string; revision: number };
const save = ({ id: draftId, revision }: Draft, document: string, { why = 'Because.', ready = false } = {}) =>
  send(author, 'PUT', '/own', { draftId, revision, document, why, ready });
/** Saves a draft that its author offers for publication, and returns it as the list then has it. */
async function offered(change: (policy: Policy) => void): Promise<Draft> {
  const { body: draft } = await open();
  const { body } = await save(draft, await changed(change), { ready: true });
  return { id: draft.id, revision: body.revision };
}
const publish = (who: SignInResult, { id: draftId, revision }: Draft) =>
  send(who, 'POST', '/publications', { draftId, revision });
const why = ({ body }: { body: { error: { message: string } } }) => body.error.message;

test('a supervisor drafts, and another supervisor or an administrator puts the draft in force', async () => {
  for (const publisher of [other, administrator]) {
    const { version } = await agency.policy();
    const draft = await offered(({ limits }) => {
      limits.replyDays += 1;
    });
    const { limits } = await agency.policy();
    const done = await publish(publisher, draft);
    expect([done.status, done.body]).toEqual([201, { version: version + 1 }]);
    expect((await agency.policy()).limits.replyDays).toBe(limits.replyDays + 1);
    const { body } = await send(other, 'GET', '');
    expect([body.current, body.versions[0]]).toEqual([
      version + 1,
      {
        version: version + 1,
        at: expect.any(String),
        by: publisher.officer.displayName,
        author: author.officer.displayName,
        why: 'Because.',
      },
    ]);
    expect(body.drafts.some(({ id }: Draft) => id === draft.id)).toBe(false);
  }
});

test('a save that is sent again because its answer was lost is no conflict, and another one is', async () => {
  const draft = await offered(() => undefined);
  const document = await changed(({ limits }) => {
    limits.minimumAge = 15;
  });
  const first = await save(draft, document);
  const again = await save(draft, document);
  expect([again.status, again.body.revision]).toEqual([first.status, first.body.revision]);
  expect(why(await save(draft, document, { why: 'Another reason.' }))).toContain('saved elsewhere');
});

test('its author can’t publish it, and nobody can publish what its author has not offered', async () => {
  const draft = await offered(({ limits }) => {
    limits.minimumAge = 16;
  });
  expect((await publish(author, draft)).body.error).toMatchObject({
    code: 'act_not_allowed',
    message: 'A draft has to be published by someone other than its author.',
  });
  // The author keeps editing, so the draft is no longer the one that the other supervisor reviewed.
  const more = await save(draft, await changed(() => undefined));
  expect(why(await publish(other, draft))).toContain('saved elsewhere');
  expect(why(await publish(other, { ...draft, revision: more.body.revision }))).toContain('marked this version');
  expect((await agency.policy()).limits.minimumAge).not.toBe(16);
});

test('publishing takes a fresh proof, and a refused attempt is audited', async () => {
  const draft = await offered(({ limits }) => {
    limits.minimumAge = 15;
  });
  ahead = 11 * 60_000;
  expect((await publish(other, draft)).body.error.code).toBe('proof_needed');
  ahead = 0;
  await publish(author, draft);
  expect((await readAudit(agency.deps.db, 0, 100_000)).at(-1)).toMatchObject({
    action: 'policy.publish',
    actor: author.officer.id,
    outcome: 'failure',
    detail: { draft: draft.id, why: 'own_draft' },
  });
});

test('a draft is kept as typed and says what is wrong with it, but can’t be offered that way or without a reason', async () => {
  const { body: draft } = await open();
  const typed = await changed(({ letters, limits }) => {
    Object.assign(limits, { promiseDays: 'thr' });
    const approved = letters.approved.en;
    if (approved !== undefined) approved.paragraphs = [];
  });
  const saved = await save(draft, typed);
  expect(saved.status).toBe(200);
  expect(saved.body.faults.map(({ path }: { path: string }) => path)).toEqual(['limits.promiseDays']);
  expect((await send(author, 'GET', '/own')).body.draft).toMatchObject({ document: typed, state: 'open' });
  const next = { id: draft.id, revision: saved.body.revision };
  const refused = await save(next, typed, { ready: true });
  expect([refused.status, refused.body.error.code]).toEqual([409, 'against_rule']);
  const noCase = await changed(({ letters }) => {
    for (const wording of Object.values(letters.approved))
      if (wording !== undefined)
        wording.paragraphs = wording.paragraphs.filter((one) => !one.includes('{case_number}'));
    for (const wording of Object.values(letters.follow_up))
      if (wording !== undefined) wording.paragraphs = wording.paragraphs.filter((one) => !one.includes('{link}'));
  });
  const without = await save(next, noCase, { ready: true, why: '' });
  expect(without.body.error.fields.map(({ path }: { path: string }) => path)).toEqual([
    'letters.approved.en.paragraphs',
    'letters.approved.es.paragraphs',
    'letters.follow_up.en.paragraphs',
    'letters.follow_up.es.paragraphs',
    'why',
  ]);
  for (const document of ['', '[]', '{"a":']) expect((await save(next, document)).status).toBe(409);
});

test('an author has one open draft; another window that saved first is not overwritten', async () => {
  const { body: draft } = await open();
  expect(why(await open())).toContain('You already have an open draft');
  const document = await changed(() => undefined);
  expect((await save(draft, document)).status).toBe(200);
  expect(why(await save(draft, document, { why: 'From another window.' }))).toContain('saved elsewhere');
  expect((await send(author, 'POST', '/own/discard', { draftId: draft.id })).status).toBe(204);
  expect((await send(author, 'GET', '/own')).body).toEqual({ draft: null });
  expect((await open()).status).toBe(201);
});

test('only its author can read a draft’s document, save it, update it or discard it', async () => {
  const { body: draft } = await open();
  const body = { draftId: draft.id, revision: draft.revision };
  const document = await changed(() => undefined);
  expect((await send(other, 'GET', '/own')).body.draft).toBeNull();
  expect((await send(other, 'PUT', '/own', { ...body, document, why: '', ready: false })).status).toBe(404);
  expect((await send(other, 'POST', '/own/rebase', body)).status).toBe(404);
  expect((await send(other, 'POST', '/own/discard', { draftId: draft.id })).status).toBe(404);
});

test('a draft of an older version shows what changed since, can’t be published, and is brought up to date', async () => {
  const draft = await offered(({ limits }) => {
    limits.minimumAge = 14;
  });
  const { times } = await agency.policy();
  await agency.publish((policy) => ({ ...policy, times: { ...times, reopenDays: 200 } }));
  const seen = await send(other, 'GET', `/difference?draftId=${draft.id}`);
  expect(seen.body.changes).toEqual([{ path: 'limits.minimumAge', before: expect.any(String), after: '14' }]);
  expect(seen.body.since).toEqual([{ path: 'times.reopenDays', before: String(times.reopenDays), after: '200' }]);
  expect(why(await publish(other, draft))).toContain('Another version of the policy has been published since');
  const updated = await send(author, 'POST', '/own/rebase', { draftId: draft.id, revision: draft.revision });
  expect(updated.body.conflicts).toEqual([]);
  const ready = await save({ id: draft.id, revision: updated.body.revision }, updated.body.document, { ready: true });
  expect((await publish(other, { id: draft.id, revision: ready.body.revision })).status).toBe(201);
  const { limits, times: now } = await agency.policy();
  expect([limits.minimumAge, now.reopenDays]).toEqual([14, 200]);
});

test('going back is a draft from an earlier version, published as the next one', async () => {
  const { version, limits } = await agency.policy();
  await agency.publish((policy) => ({ ...policy, limits: { ...limits, promiseDays: 9 } }));
  expect((await open(author, 99_999)).status).toBe(404);
  const { body: draft } = await open(author, version);
  const { document } = (await send(author, 'GET', '/own')).body.draft;
  const ready = await save(draft, document, { ready: true });
  expect((await publish(other, { id: draft.id, revision: ready.body.revision })).body).toEqual({
    version: version + 2,
  });
  expect((await agency.policy()).limits.promiseDays).toBe(limits.promiseDays);
});

test('a rehearsal says which past letters and open reports would change; administrators get counts only', async () => {
  const officer = await agency.signedIn();
  const [rejected, waiting] = [await agency.file(), await agency.file()];
  const act = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' } as const;
  expect((await agency.act(officer.token, rejected, act)).status).toBe(200);
  const { body: draft } = await open();
  await save(
    draft,
    await changed((policy) => {
      policy.limits.promiseDays = 30;
      policy.letters.rejected.en?.paragraphs.push('One more line.');
      policy.letters.late.en?.paragraphs.push('One more line.');
    }),
  );
  const rehearse = (who: SignInResult) => send(who, 'POST', '/rehearsals', { draftId: draft.id });
  const { status, body } = await rehearse(other);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    decisions: 1,
    open: 1,
    allOpen: 1,
    changed: {
      letters: 1,
      otherLetters: ['received', 'late'],
      refused: 0,
      flags: 0,
      due: 1,
      overdue: 0,
      onTime: 0,
      removed: 0,
    },
  });
  expect(body.rows).toMatchObject([
    {
      trackingNumber: rejected.trackingNumber,
      act: 'reject',
      letter: true,
      letterChange: { after: 'One more line.' },
      due: null,
    },
    { trackingNumber: waiting.trackingNumber, act: null, letter: false, due: { after: expect.any(String) } },
  ]);
  expect((await rehearse(administrator)).body).toEqual({ ...body, rows: [] });
  // Past decisions are listed even if there are many open reports. The response says how many open reports it does not
  // list.
  for (let n = 0; n < 200; n += 1) await agency.file();
  const many = (await rehearse(other)).body;
  expect(many).toMatchObject({ open: 201, more: { decisions: 0, open: 1 } });
  expect(many.rows.filter(({ act }: { act: string | null }) => act === null)).toHaveLength(200);
  expect(many.rows.filter(({ act }: { act: string | null }) => act !== null)).toHaveLength(1);
  expect((await agency.report(rejected.id)).version).toBe(2);
});

test('due dates are counted for all open reports, and those that become overdue or stop being so are tried', async () => {
  const old = await agency.file();
  await agency.deps.db
    .updateTable('report')
    .set({ received_at: new Date(Date.now() - 20 * 86_400_000) })
    .where('id', '=', old.id)
    .execute();
  // Since then, more reports have arrived than a rehearsal tries.
  await sql`insert into report (id, tracking_number, kind, state, received_at, changed_at, facts, history, notice)
    select gen_random_uuid(), 'T26-' || (900000 + nth) || '-0', kind, state, now(), now(), facts, history, notice
    from report, generate_series(1, 1000) as nth where id = ${old.id}`.execute(agency.deps.db);
  const all = (
    await sql<{ n: number }>`select count(*)::int as n from report where state = 'submitted'`.execute(agency.deps.db)
  ).rows[0]?.n;
  const { body: draft } = await open();
  await save(
    draft,
    await changed(({ limits }) => {
      limits.promiseDays = 30;
    }),
  );
  const { body } = await send(other, 'POST', '/rehearsals', { draftId: draft.id });
  expect(body).toMatchObject({ open: 1_000, allOpen: all, changed: { due: all, onTime: 1 } });
  const first = body.rows.find(({ act }: { act: string | null }) => act === null);
  expect(first).toMatchObject({ trackingNumber: old.trackingNumber, overdue: 'stops' });
  await sql`delete from report where tracking_number like 'T26-9%' or id = ${old.id}`.execute(agency.deps.db);
});

test('a past decision is tried on the report as it was then, and not as later corrections have made it', async () => {
  const officer = await agency.signedIn();
  const report = await agency.file({ facts: { who: { language: 'en' } } });
  const act = { kind: 'follow_up' as const, missing: ['value'], note: '' };
  expect((await agency.act(officer.token, report, act)).status).toBe(200);
  const correction = { kind: 'correct', field: 'who.email', value: null, note: 'By telephone.' } as const;
  const corrected = await agency.act(officer.token, await agency.report(report.id), correction);
  expect([corrected.status, corrected.body.error]).toEqual([200, undefined]);
  const { body: draft } = await open();
  await save(
    draft,
    // Only people with an e-mail address get this paragraph, and this reporter had one when the letter was written.
    await changed(({ letters }) => letters.follow_up.en?.paragraphs.push('We write to {email}.')),
  );
  const { body } = await send(other, 'POST', '/rehearsals', { draftId: draft.id });
  expect(body.rows).toMatchObject([{ trackingNumber: report.trackingNumber, act: 'follow_up', letter: true }]);
});

test('a rehearsal says how many reports shorter retention would remove at once', async () => {
  const officer = await agency.signedIn();
  const report = await agency.file();
  const act = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' } as const;
  expect((await agency.act(officer.token, report, act)).status).toBe(200);
  // Sending the letters changes the report once more, so this waits for them.
  await expect
    .poll(() => agency.deps.db.selectFrom('letter').select('id').where('next_attempt_at', 'is not', null).execute())
    .toEqual([]);
  await agency.deps.db
    .updateTable('report')
    .set({ changed_at: new Date(Date.now() - 40 * 86_400_000) })
    .where('id', '=', report.id)
    .execute();
  const { body: draft } = await open();
  const shorter = await changed(({ retention }) => {
    for (const rule of retention) rule.days = 30;
  });
  await save(draft, shorter);
  const { body } = await send(administrator, 'POST', '/rehearsals', { draftId: draft.id });
  expect(body.changed).toMatchObject({ removed: 1 });
  await agency.deps.db.deleteFrom('report').where('id', '=', report.id).execute();
});

test('one rehearsal runs at a time; others are told to wait', async () => {
  const { body: draft } = await open();
  const all = await Promise.all(
    Array.from({ length: 5 }, () => send(other, 'POST', '/rehearsals', { draftId: draft.id })),
  );
  const refused = all.filter(({ status }) => status === 429);
  expect(all.map(({ status }) => status)).toContain(200);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers.get('retry-after')).toBe('5');
  expect((await send(other, 'POST', '/rehearsals', { draftId: draft.id })).status).toBe(200);
});

test('a draft whose author left can be discarded by another supervisor, and by nobody else before', async () => {
  const { body: draft } = await open();
  const discard = (who: SignInResult) => send(who, 'POST', '/own/discard', { draftId: draft.id });
  expect((await discard(other)).status).toBe(404);
  await agency.deps.db
    .updateTable('officer')
    .set({ disabled_at: new Date() })
    .where('id', '=', author.officer.id)
    .execute();
  const listed = (await send(other, 'GET', '')).body.drafts.find(({ id }: { id: string }) => id === draft.id);
  expect(listed).toMatchObject({ authorLeft: true });
  expect((await discard(administrator)).status).toBe(403);
  expect((await discard(other)).status).toBe(204);
  const last = (await readAudit(agency.deps.db, 0, 100_000)).findLast(({ target }) => target === draft.id);
  expect(last).toMatchObject({
    action: 'policy_draft.discard',
    actor: other.officer.id,
    detail: { from: author.officer.id },
  });
});

const leaves = ({ officer }: SignInResult, disabled_at: Date | null = new Date()) =>
  agency.deps.db.updateTable('officer').set({ disabled_at }).where('id', '=', officer.id).execute();

test('a draft whose author left can be taken over by another supervisor, who goes on with it as typed', async () => {
  const draft = await offered(({ limits }) => {
    limits.replyDays += 3;
  });
  const { document } = (await send(author, 'GET', '/own')).body.draft;
  const takeOver = (who: SignInResult) => send(who, 'POST', '/own/take-over', { draftId: draft.id });
  expect((await takeOver(other)).status).toBe(404);
  await leaves(author);
  expect((await takeOver(administrator)).status).toBe(403);
  const taken = await takeOver(other);
  expect([taken.status, taken.body]).toMatchObject([
    200,
    // The draft has a new author, who has not offered it for publication yet.
    { id: draft.id, author: { id: other.officer.id }, begunBy: { id: author.officer.id }, state: 'open' },
  ]);
  const own = (await send(other, 'GET', '/own')).body.draft;
  expect([own.document, own.why, own.revision]).toEqual([document, 'Because.', draft.revision + 1]);
  const last = (await readAudit(agency.deps.db, 0, 100_000)).findLast(({ target }) => target === draft.id);
  expect(last).toMatchObject({
    action: 'policy_draft.take_over',
    actor: other.officer.id,
    detail: { from: author.officer.id },
  });

  const offer = { draftId: draft.id, revision: own.revision, document, why: 'Because.', ready: true };
  const { revision } = (await send(other, 'PUT', '/own', offer)).body;
  // Neither the author who began the draft nor the author who finished it may put it in force.
  await leaves(author, null);
  for (const who of [author, other]) {
    const refused = await publish(who, { id: draft.id, revision });
    expect([refused.status, why(refused)]).toEqual([409, expect.stringContaining('other than its author')]);
  }
  expect((await publish(administrator, { id: draft.id, revision })).status).toBe(201);
});

test('who has a draft of their own takes over no other', async () => {
  const { body: draft } = await open();
  const { body: mine } = await open(other);
  await leaves(author);
  const refused = await send(other, 'POST', '/own/take-over', { draftId: draft.id });
  expect([refused.status, why(refused)]).toEqual([409, expect.stringContaining('already have an open draft')]);
  await send(other, 'POST', '/own/discard', { draftId: mine.id });
  expect((await send(other, 'POST', '/own/take-over', { draftId: draft.id })).status).toBe(200);
});

test('every step of a draft is audited, without its text', async () => {
  const before = (await readAudit(agency.deps.db, 0, 100_000)).length;
  const draft = await offered(({ limits }) => {
    limits.minimumAge = 13;
  });
  await send(other, 'GET', `/difference?draftId=${draft.id}`);
  await send(author, 'POST', '/own/rebase', { draftId: draft.id, revision: draft.revision });
  await send(other, 'POST', '/rehearsals', { draftId: draft.id });
  await send(author, 'POST', '/own/discard', { draftId: draft.id });
  const rows = (await readAudit(agency.deps.db, 0, 100_000)).slice(before).filter(({ target }) => target === draft.id);
  expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
    ['policy_draft.open', author.officer.id],
    ['policy_draft.ready', author.officer.id],
    ['policy_draft.read', other.officer.id],
    ['policy_draft.rebase', author.officer.id],
    ['policy_draft.rehearse', other.officer.id],
    ['policy_draft.discard', author.officer.id],
  ]);
  expect(JSON.stringify(rows)).not.toContain('Because.');
});

test('administrators can’t write drafts or read one as it is typed', async () => {
  const { body: draft } = await open();
  const body = { draftId: draft.id, revision: draft.revision };
  const document = await changed(() => undefined);
  const tries = [
    send(administrator, 'GET', '/own'),
    send(administrator, 'POST', '', { from: draft.basedOn }),
    send(administrator, 'PUT', '/own', { ...body, document, why: '', ready: false }),
    send(administrator, 'POST', '/own/rebase', body),
    send(administrator, 'POST', '/own/discard', { draftId: draft.id }),
  ];
  expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
});

test('text that can’t be stored or mailed is kept as typed, but not published', async () => {
  const { body: draft } = await open();
  const document = await changed(({ letters, reasons }) => {
    for (const reason of reasons.slice(0, 1)) reason.text.en += '\u0000';
    if (letters.approved.en !== undefined) letters.approved.en.subject += '\r\nBcc: all@example.org';
  });
  const saved = await save(draft, document);
  expect(saved.body.faults.map(({ path }: { path: string }) => path)).toEqual([
    'reasons.0.text.en',
    'letters.approved.en.subject',
  ]);
  expect((await send(author, 'GET', '/own')).body.draft.document).toBe(document);
  const next = { id: draft.id, revision: saved.body.revision };
  expect((await save(next, document, { ready: true })).status).toBe(409);
  const long = await save(next, JSON.stringify({ agency: 'x'.repeat(300_001) }));
  expect([long.status, long.body.error.fields[0].path]).toEqual([400, 'document']);
});

test('a kind of report that must be accepted can’t be rejected as not eligible, and the refusal cites the rule', async () => {
  const officer = await agency.signedIn();
  const own = {
    code: 'lost_things',
    offenses: [],
    hints: [],
    answers: [],
    residentsOnly: false,
    reasons: ['not_eligible_kind'],
  };
  const words = { instead: { en: 'Approve it.' }, rule: { en: 'Agency rule 12' } };
  await agency.publish((policy) => ({
    ...policy,
    mustAccept: [...policy.mustAccept, { ...own, kinds: ['lost_property'], ...words }],
  }));
  const act = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' } as const;
  const report = await agency.file({ kind: 'lost_property', offenseCode: 'lost_property' });
  const refused = await agency.act(officer.token, report, act);
  expect([refused.status, refused.body.error.fields[0].message]).toEqual([
    409,
    expect.stringContaining('Agency rule 12'),
  ]);
  expect((await agency.act(officer.token, await agency.file(), act)).status).toBe(200);
});

test('an identity theft report of a resident can’t be rejected as not eligible, whatever the workstation sends', async () => {
  const officer = await agency.signedIn();
  const report = await agency.file({
    kind: 'fraud',
    offenseCode: 'fraud_identity_theft',
    facts: {
      items: [],
      fraud: { accountKind: 'Credit card', amountCents: null, discovered: null, bankInformed: null },
    },
  });
  const reject = (reasonCode: string) =>
    agency.act(officer.token, report, { kind: 'reject', reasonCode, duplicateOf: null, note: '' });
  const refused = await reject('not_eligible_kind');
  expect([refused.status, refused.body.error.code]).toEqual([409, 'against_rule']);
  expect(refused.body.error.fields).toEqual([
    expect.objectContaining({ path: 'act.reasonCode', message: expect.stringContaining('C.G.S. § 54-1n') }),
  ]);
  expect((await reject('withdrawn_by_person')).status).toBe(200);
});

test('a report whose reporter answered yes to such a question can’t be rejected as not eligible', async () => {
  const officer = await agency.signedIn();
  const kinds = ['vandalism' as const];
  const ask = { en: 'Does an order in {city} forbid it?', es: '¿Lo prohíbe una orden en {city}?' };
  await agency.publish((policy) => ({
    ...policy,
    screening: [
      ...policy.screening,
      { code: 'order', kinds, turn: 'dispatch', isKept: true, ask, why: { en: 'It must be accepted.' } },
    ],
    mustAccept: [
      {
        code: 'order',
        kinds: [],
        offenses: [],
        hints: [],
        answers: ['order'],
        residentsOnly: false,
        reasons: ['not_eligible_kind'],
        instead: { en: 'Call today.' },
        rule: { en: 'Agency rule 13' },
      },
    ],
  }));
  const reject = (report: Awaited<ReturnType<typeof agency.file>>) =>
    agency.act(officer.token, report, {
      kind: 'reject',
      reasonCode: 'not_eligible_kind',
      duplicateOf: null,
      note: '',
    });
  const of = { kind: 'vandalism', offenseCode: 'property_damage' } as const;
  const answeredYes = [{ code: 'order', question: 'Reject this at once.' }];
  const report = await agency.file({ ...of, facts: { answeredYes } });
  // The question is stored in the agency's words, whatever the filing program sends.
  expect(report.facts.answeredYes).toEqual([{ code: 'order', question: 'Does an order in Hartford forbid it?' }]);
  const refused = await reject(report);
  expect([refused.status, refused.body.error.fields[0].message]).toEqual([
    409,
    expect.stringContaining('Agency rule 13'),
  ]);
  expect((await reject(await agency.file(of))).status).toBe(200);
});

test('a report can’t name a question that the agency doesn’t ask, doesn’t keep, or asks for another kind', async () => {
  const filed = async (code: string, kind: 'larceny' | 'vandalism') => {
    const body = intake({
      kind,
      offenseCode: kind === 'larceny' ? 'larceny_other' : 'property_damage',
      facts: { answeredYes: [{ code, question: 'Why?' }] },
    });
    const sent = await fetch(`${agency.url}${api.intake.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'intake-key': INTAKE_KEY },
      body: JSON.stringify(body),
    });
    const answer = (await sent.json()) as { error?: { fields: { path: string }[] } };
    return [sent.status, answer.error?.fields.map(({ path }) => path)];
  };
  const refused = [409, ['facts.answeredYes.0.code']];
  expect(await filed('order', 'vandalism')).toEqual([201, undefined]);
  expect(await filed('order', 'larceny')).toEqual(refused);
  expect(await filed('danger', 'vandalism')).toEqual(refused);
  expect(await filed('nothing', 'vandalism')).toEqual(refused);
});
