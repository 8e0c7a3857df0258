import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import { type ApiName, api } from '#shared/api.ts';
import { ROLES, type Role } from '#shared/domain/officer.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

/**
 * Repeats on purpose who may call what: anyone who adds a row to the contract, or opens a row to another role, must
 * change it here, too.
 */
const ALL = 'osra';
const TABLE: Record<string, string> = {
  // Anyone, without a session.
  health: '*',
  ready: '*',
  signInTerms: '*',
  signIn: '*',
  startEnrollment: '*',
  refresh: '*',
  intake: '*',
  startBrowserSignIn: '*',
  openBrowserSession: '*',
  // Everyone who is signed in.
  signOut: ALL,
  me: ALL,
  reauthenticate: ALL,
  changePassword: ALL,
  startBrowserProof: ALL,
  proveByBrowser: ALL,
  startProviderSignOut: ALL,
  bannedPasswords: ALL,
  recoveryCodes: ALL,
  makeRecoveryCodes: ALL,
  policy: ALL,
  policyOfVersion: ALL,
  // Reports and acts on them: officers and supervisors.
  changes: 'os',
  report: 'osr',
  streetLines: 'osr',
  act: 'os',
  recoveryKey: 'os',
  openJournal: 'os',
  dropDecisions: 'os',
  colleagues: 'os',
  claim: 'os',
  releaseClaim: 'os',
  decidePair: 'os',
  duplicates: 'os',
  sameSender: 'os',
  linkModel: 'os',
  courtesyContacts: 'os',
  courtesyDone: 'os',
  saveHintFeedback: 'os',
  wrongHints: 's',
  dismissedHints: 's',
  attachment: 'osr',
  sendMessageFile: 'os',
  papers: 'osr',
  countPapers: 'osr',
  paperPdf: 'osr',
  papersPrinted: 'osr',
  auditLog: 's',
  // The trail: who saw and decided what.
  saveTrail: 'osr',
  openings: 's',
  decisions: 's',
  exportDecisions: 's',
  decision: 's',
  trailOfficers: 's',
  figures: 's',
  // Case numbers, holds, and what goes to the records system.
  caseNumbers: 'sr',
  holds: 'sr',
  holdRecord: 'sr',
  layHold: 'sr',
  liftHold: 'sr',
  keepHold: 'sr',
  caseNumberYears: 'sr',
  retention: 'sr',
  removedReports: 'sr',
  // Searching all reports: supervisors and records.
  findReason: 'sr',
  findReports: 'sr',
  openFound: 'sr',
  // Reading the audit log: supervisors.
  auditEntries: 's',
  auditChain: 's',
  checkAudit: 's',
  rmsPackages: 'sr',
  rmsPush: 'sr',
  // Second reviews and appeals.
  reviewTray: 's',
  openReview: 's',
  decideReview: 's',
  closeReview: 's',
  takeOverReview: 's',
  unblindReview: 's',
  reviewHidden: 's',
  reviewRates: 's',
  ownReviews: 'os',
  answerReview: 'os',
  appeals: 's',
  // The weights for finding duplicates.
  linkFitting: 'a',
  fitLinkModel: 'a',
  publishLinkModel: 'a',
  // Updates of the application: even a workstation on which nobody can sign in must be able to ask for them.
  updateOffer: '*',
  // How they are rolled out.
  releases: 'a',
  changeRelease: 'a',
  // Changes of the policy.
  policyDrafts: 'sa',
  ownPolicyDraft: 's',
  openPolicyDraft: 's',
  savePolicyDraft: 's',
  rebasePolicyDraft: 's',
  discardPolicyDraft: 's',
  takeOverPolicyDraft: 's',
  policyDifference: 'sa',
  rehearsePolicyDraft: 'sa',
  publishPolicyDraft: 'sa',
  // Accounts and sessions.
  accounts: 'a',
  createAccount: 'a',
  changeAccount: 'a',
  confirmations: 'sa',
  countConfirmations: 'sa',
  decideConfirmation: 'sa',
  services: 'a',
  createService: 'a',
  rotateService: 'a',
  revokeService: 'a',
  // Other programs, with a token of their own: no session opens these.
  serviceMetrics: '',
  serviceAudit: '',
  serviceAuditActions: '',
  sessions: 'a',
  revoke: 'a',
  // Workstations, the server's state, and officers who leave.
  reportWorkstation: ALL,
  workstations: 'a',
  removeWorkstation: 'a',
  operations: 'a',
  holdings: 'sa',
  reassign: 'a',
};
const LETTER: Record<Role, string> = { officer: 'o', supervisor: 's', records: 'r', administrator: 'a' };

let agency: Agency;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  agency = await startAgency();
  for (const role of ROLES) tokens.set(role, (await agency.signedIn(role)).token);
});
afterAll(() => agency.stop());

test('a request that the role does not allow is in the audit log', async () => {
  const { token, officer } = await agency.signedIn('records');
  await agency.call('GET', '/api/v1/accounts', { token });
  const row = (await readAudit(agency.deps.db, 0, 100_000)).at(-1);
  expect(row).toMatchObject({ action: 'access.refuse', actor: officer.id, target: 'accounts', outcome: 'failure' });
});

/** Sending files in pieces is not part of the contract: anyone may do it, but only with a form of the public pages. */
test.each(ROLES)('files in pieces belong to a form, and no session of a role opens them: %s', async (role) => {
  const headers = { authorization: `Bearer ${tokens.get(role)}` };
  const ask = async (method: string, path: string, body?: URLSearchParams) =>
    (await fetch(`${agency.serverUrl}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })).status;
  const named = new URLSearchParams({ form: 'x', csrf: 'x', name: 'bike.jpg', size: '10' });
  expect(await ask('POST', '/uploads', named)).toBe(403);
  expect(await ask('PATCH', `/uploads/${'x'.repeat(40)}`)).toBe(403);
  expect(await ask('HEAD', `/uploads/${'x'.repeat(40)}`)).toBe(404);
});

const names = Object.keys(api) as ApiName[];

test('the table contains exactly the rows of the contract', () => {
  expect(Object.keys(TABLE).sort()).toEqual([...names].sort());
});

test.each(names)('%s is allowed for the roles in the table and refused for all others', async (name) => {
  const row = api[name];
  const path = row.path.replace(/:\w+/g, '0195706f-0000-7000-8000-00000000dead');
  const allowed = TABLE[name] ?? '';
  // An invalid body is refused only after the role check, so nothing is changed here.
  const send = (token?: string) =>
    agency.call(row.method, path, {
      ...(token === undefined ? {} : { token }),
      ...(row.body === undefined ? {} : { body: '[]' }),
    });
  const nobody = await send();
  expect(nobody.status === 401, 'without a session').toBe(allowed !== '*');
  if (allowed === '*') return;
  if (typeof row.auth === 'string') {
    for (const role of ROLES) expect((await send(tokens.get(role))).status, role).toBe(401);
    return;
  }
  // Signing out would end the token that the other rows use.
  for (const role of ROLES) {
    const token = name === 'signOut' ? (await agency.signedIn(role)).token : tokens.get(role);
    const { status } = await send(token);
    expect(status === 403, role).toBe(!allowed.includes(LETTER[role]));
    expect(status, role).not.toBe(401);
  }
});
