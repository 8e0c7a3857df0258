import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appealReport } from '#server/commands/reports/appeal.ts';
import type { SignInResult } from '#shared/api.ts';
import { type ApiName, api } from '#shared/api.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import type { Report } from '#shared/domain/report.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import { APPROVE, ON_PAPER, REJECT, type ReviewWeek, startReviewWeek } from '../../../helpers/review-week.ts';

/*
 * Lists every endpoint that a supervisor may call, and what it may reveal about reports that this supervisor must
 * review blind. A new endpoint fails the test until somebody has added it here.
 */

/** How to call an endpoint. A request that takes an ID is made for each of the hidden reports. */
type Ask = { query?: string; body?: (of: Report) => object };
/** Endpoints about single reports. Each is called, and its response must not give a decision away. */
const TELLS: Partial<Record<ApiName, Ask>> = {
  report: {},
  duplicates: {},
  sameSender: {},
  courtesyContacts: {},
  caseNumbers: {},
  holds: {},
  holdRecord: {},
  retention: { query: '?days=366' },
  removedReports: {},
  rmsPackages: { query: '?state=delivered' },
  papers: {},
  openings: {},
  dismissedHints: {},
  decisions: {},
  exportDecisions: { body: () => ({}) },
  findReports: { body: ({ trackingNumber }) => ({ reason: 'Test', fields: { number: trackingNumber } }) },
  auditEntries: { query: '?limit=200' },
  reviewTray: {},
  ownReviews: {},
  appeals: {},
  claim: { body: () => ({ take: false }) },
  rehearsePolicyDraft: { body: () => ({ draftId }) },
};
/** Endpoints that respond as if a hidden report didn't exist. */
const REFUSES: readonly ApiName[] = ['openFound'];
/** The other endpoints, by the reason why they can't give a single decision away. */
const OTHERS: Record<string, readonly ApiName[]> = {
  'public, or about the session': [
    'health',
    'updateOffer',
    'ready',
    'signInTerms',
    'signIn',
    'startEnrollment',
    'refresh',
    'intake',
    'signOut',
    'me',
    'reauthenticate',
    'changePassword',
    'startBrowserSignIn',
    'openBrowserSession',
    'startBrowserProof',
    'proveByBrowser',
    'startProviderSignOut',
    'bannedPasswords',
    'reportWorkstation',
    'recoveryCodes',
    'makeRecoveryCodes',
    'confirmations',
    'countConfirmations',
    'decideConfirmation',
  ],
  'the rules, not reports': [
    'policy',
    'policyOfVersion',
    'linkModel',
    'streetLines',
    'recoveryKey',
    'policyDrafts',
    'ownPolicyDraft',
    'openPolicyDraft',
    'savePolicyDraft',
    'rebasePolicyDraft',
    'discardPolicyDraft',
    'takeOverPolicyDraft',
    'policyDifference',
    'publishPolicyDraft',
  ],
  'counts and names': [
    'countPapers',
    'holdings',
    'colleagues',
    'trailOfficers',
    'wrongHints',
    'reviewRates',
    'auditChain',
    'checkAudit',
    'findReason',
  ],
  'answers without content': [
    'releaseClaim',
    'saveHintFeedback',
    'courtesyDone',
    'layHold',
    'liftHold',
    'keepHold',
    'saveTrail',
    'unblindReview',
    'answerReview',
    'papersPrinted',
  ],
  'answers how much of the caller’s own file has arrived': ['sendMessageFile'],
  'takes an ID that only a list which hides it tells': ['attachment', 'paperPdf', 'decision', 'rmsPush'],
  "about the caller's own decisions, which end the blindness": [
    'act',
    'decidePair',
    'openJournal',
    'dropDecisions',
    'decideReview',
    'closeReview',
    'takeOverReview',
  ],
  'a page of changes is for the workstation, which stores no hidden report (hidden-reports.test.ts)': ['changes'],
  'blind.test.ts has it': ['openReview', 'reviewHidden'],
  'blind-figures.test.ts has it': ['figures', 'caseNumberYears'],
  'the whole log for verification, after a fresh proof; docs/supervisors.md says so': ['auditLog'],
};

let week: ReviewWeek;
let hidden: Report[];
let blind: SignInResult;
/** A supervisor who gave up the blind review, and so can see the reports that are hidden from `blind`. */
let seeing: SignInResult;
let draftId: string;
beforeAll(async () => {
  week = await startReviewWeek();
  const { agency } = week;
  const [approved, rejected, appealed] = [await agency.file(), await agency.file(ON_PAPER), await agency.file()];
  await week.does(week.officer, approved, APPROVE);
  for (const one of [rejected, appealed]) await week.does(week.officer, one, { ...REJECT, note: 'In Wethersfield.' });
  expect(await appealReport(agency.deps, { reportId: appealed.id, text: 'No, it is not.' }, 'test')).toBe(true);
  const records = await agency.signedIn('records');
  const look = (report: Report) => ({
    id: randomUUID(),
    reportId: report.id,
    firstAt: '2026-03-07T15:00:00.000Z',
    lastAt: '2026-03-07T15:00:00.000Z',
    seconds: 5,
    uses: { opened: 1 },
    offline: false,
  });
  const body = { openings: [approved, rejected, appealed].map(look), undone: [] };
  await agency.call('POST', '/api/v1/trail', { token: week.officer.token, body });
  const flag = `/api/v1/reports/${rejected.id}/hints/outside_address`;
  await agency.call('PUT', flag, { token: week.officer.token, body: { wrong: true } });
  await agency.call('PUT', `/api/v1/reports/${rejected.id}/hold`, { token: records.token, body: { why: 'Subpoena' } });
  await agency.call('GET', `/api/v1/find/reports/${approved.id}`, { token: records.token });
  await agency.publish((policy) => ({
    ...policy,
    times: { ...policy.times, courtesyDays: 1 },
    retention: [{ kinds: [...REPORT_KINDS], states: ['approved', 'rejected'], days: 30 }],
  }));
  await week.draw();
  [blind, seeing] = [await agency.signedIn('supervisor'), await agency.signedIn('supervisor')];
  for (const { sampleId } of await week.tray(seeing)) await week.post(seeing, sampleId, 'unblinding');
  draftId = await changedDraft();
  hidden = await Promise.all([approved, rejected, appealed].map(({ id }) => agency.report(id)));
});
afterAll(() => week.agency.stop());

/** Saves a draft that changes the wording of the rejection letter, and returns its ID. */
async function changedDraft(): Promise<string> {
  const { agency } = week;
  const policy = structuredClone(await agency.policy());
  const { rejected } = policy.letters;
  if (rejected.en !== undefined) rejected.en.subject = `${rejected.en.subject}!`;
  const { token } = seeing;
  const { body: draft } = await agency.call('POST', '/api/v1/policy-drafts', { token, body: { from: policy.version } });
  const body = { draftId: draft.id, revision: draft.revision, why: '', ready: false };
  const document = JSON.stringify(documentOf(policy));
  await agency.call('PUT', '/api/v1/policy-drafts/own', { token, body: { ...body, document } });
  return draft.id;
}

async function asked(who: SignInResult, name: ApiName, { query = '', body }: Ask) {
  const { method, path } = api[name];
  const isAboutOne = path.includes(':') || body !== undefined;
  const answers = [];
  for (const report of isAboutOne ? hidden : hidden.slice(0, 1)) {
    const url = path.replace(':reportId', report.id) + query;
    const given = body === undefined ? {} : { body: body(report) };
    answers.push(await week.agency.call(method, url, { token: who.token, ...given }));
  }
  return answers;
}

/** Returns the smallest parts of a response that are about a hidden report and reveal what was decided. */
function givenAway(answer: unknown): string[] {
  const names = new Set(hidden.flatMap(({ id, trackingNumber }) => [id, trackingNumber]));
  const found: string[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const text = JSON.stringify(value);
    const isAbout = Object.values(value).some((one) => typeof one === 'string' && names.has(one));
    if (isAbout && /approv|reject|appeal|outside_hartford|outside_address|larceny_other|Wethersfield/i.test(text)) {
      found.push(text);
    } else Object.values(value).forEach(visit);
  };
  visit(answer);
  const numbers = hidden.flatMap(({ caseNumber }) => (caseNumber === null ? [] : [caseNumber]));
  return [
    ...found,
    ...numbers.filter((number) => new RegExp(`(?<![\\w-])${number}(?![\\w-])`).test(JSON.stringify(answer))),
  ];
}

test('every endpoint for supervisors is in the table once', () => {
  const named = [...Object.keys(TELLS), ...REFUSES, ...Object.values(OTHERS).flat()].sort();
  const open = (Object.keys(api) as ApiName[]).filter((name) => {
    const { auth } = api[name];
    return auth === 'public' || (auth as readonly string[]).includes('supervisor');
  });
  expect(named).toEqual(open.sort());
});

test.each(Object.keys(TELLS) as ApiName[])('%s gives no decision away', async (name) => {
  for (const { status, body } of await asked(blind, name, TELLS[name] ?? {})) {
    expect([name, status]).toEqual([name, 200]);
    expect(givenAway(body)).toEqual([]);
  }
});

/** Endpoints whose responses reveal no decision to anyone, even without a blind review. */
const NOTHING: readonly ApiName[] = [
  'holds',
  'holdRecord',
  'removedReports',
  'claim',
  'reviewTray',
  'ownReviews',
  'openings',
  'duplicates',
];

test.each((Object.keys(TELLS) as ApiName[]).filter((name) => !NOTHING.includes(name)))(
  '%s tells it to those who may know',
  async (name) => {
    const answers = await asked(seeing, name, TELLS[name] ?? {});
    expect(answers.flatMap(({ body }) => givenAway(body))).not.toEqual([]);
  },
);

test.each([...REFUSES])('%s refuses a hidden report', async (name) => {
  expect((await asked(blind, name, {})).map(({ status }) => status)).toEqual([404, 404, 404]);
  expect((await asked(seeing, name, {})).map(({ status }) => status)).toEqual([200, 200, 200]);
});
