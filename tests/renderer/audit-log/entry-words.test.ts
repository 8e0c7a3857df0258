import { expect, test } from 'vitest';
import { aboutWords, detailLines, type EntryTerms } from '../../../renderer/audit-log/entry-words.ts';
import { titlesOf } from '../../../renderer/model/policy-titles.ts';
import { zoneOf } from '../../../renderer/model/time.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const [REPORT, OTHER, PERSON, LETTER] = [1, 2, 3, 4].map((n) => `0195706f-0000-7000-8000-00000000000${n}`);
const terms: EntryTerms = {
  names: { [REPORT ?? '']: 'T26-004812-6', [OTHER ?? '']: 'T26-004813-5', [PERSON ?? '']: 'Sgt. Walsh' },
  titles: titlesOf(firstPolicy()),
  now: Date.parse('2026-11-24T12:00:00Z'),
  zone: zoneOf('America/New_York'),
};
const words = (action: string, detail: Record<string, unknown>) =>
  detailLines({ action, detail }, terms)
    .map(({ name, words: said }) => `${name}: ${said}`)
    .join(' · ');

test('a search tells its reason, its fields and what it showed, not the hashes of what was typed', () => {
  const detail = {
    reason: 'Request 26-118',
    fields: { name: 'e3b0c44298fc1c149afbf4c8996fb924', phone: '98fc1c149afbf4c8996fb92427ae41e4' },
    page: 'first',
    count: 7,
    shown: [REPORT, OTHER, LETTER, LETTER, LETTER, LETTER, LETTER],
  };
  expect(words('search.run', detail)).toBe(
    'Reason: Request 26-118 · Fields: Name, Phone · Page: first · Found: 7 · Shown: T26-004812-6, T26-004813-5 and 5 more',
  );
});

test('codes are said in words, times by the agency’s clock, and ids without a name are left out', () => {
  expect(words('officer.role', { from: 'officer', to: 'supervisor', sessions: 2 })).toBe(
    'From: Officer · To: Supervisor · Sessions ended: 2',
  );
  expect(words('report.reject', { act: LETTER, version: 3, letter: LETTER })).toBe('');
  expect(words('report.return', { act: LETTER, version: 3, withdrawn: LETTER })).toBe('Letter withdrawn: yes');
  expect(words('report.approve', { act: LETTER, code: 'stale_version' })).toBe(
    'Why: The report has changed since you opened it.',
  );
  expect(words('session.open', { why: 'wrong_password' })).toBe('Why: wrong password');
  expect(words('report.keep_hold', { askedBy: PERSON })).toBe('Asked by: Sgt. Walsh');
  expect(words('report.release_ask', { effectiveAt: '2026-11-25T12:30:00.000Z' })).toBe(
    'Takes effect: Wed, Nov 25 7:30 AM',
  );
  expect(words('review.close', { report: REPORT, verdict: 'sent_back', category: 'wrong_outcome' })).toBe(
    'Verdict: Sent back · Category: Wrong outcome',
  );
  expect(words('hint.say', { hint: 'no_such_flag', wrong: false })).toMatch(/^Flag: .+ · Dismissed: no$/);
  expect(words('audit.read', { rows: 50, group: 'sign_ins', from: null, to: null, searched: false })).toBe(
    'Entries shown: 50 · Filter: Sign-ins',
  );
});

test('a code of a newer server is never shown, and what someone wrote is cut', () => {
  expect(words('something.new', { hue: 'Blue' })).toBe('Other detail: Blue');
  expect(words('session.open', { why: 'no_such_why' })).toBe('Why: a reason this version doesn’t recognize');
  expect(words('review.close', { verdict: 'no_such_verdict' })).not.toContain('no_such');
  expect(words('something.new', { text: 'x'.repeat(1_000) }).length).toBeLessThan(220);
});

test('what an entry is about has words, too', () => {
  expect(aboutWords({ action: 'policy.publish', about: '12' })).toBe('Version 12');
  expect(aboutWords({ action: 'review.draw', about: '2026-11-16' })).toBe('Week of Nov 16, 2026');
  expect(aboutWords({ action: 'session.revoke', about: 'workstation FRONT-DESK' })).toBe('Workstation FRONT-DESK');
  expect(aboutWords({ action: 'session.open', about: null })).toBeNull();
  expect(aboutWords({ action: 'report.file', about: 'T26-004812-6' })).toBe('T26-004812-6');
});

test('what was done with a release, an account and a service account is said in words', () => {
  expect(words('update.publish', { sequence: 14, channel: 'pilot', share: 30 })).toBe(
    'Channel: pilot · Percent of workstations: 30',
  );
  expect(words('update.roll_out', { state: 'out', share: 30, window: '01:10-04:25' })).toBe(
    'Status: live · Percent of workstations: 30 · Maintenance window: 01:10 to 04:25',
  );
  expect(words('officer.confirm', { why: 'password', acts: ['password'], asked: PERSON, decision: 'declined' })).toBe(
    'Why: password reset · Asked by: Sgt. Walsh · Decision: declined',
  );
  expect(words('service.create', { service: 'siem', scopes: ['audit', 'metrics'], days: 90 })).toBe(
    'Service account: siem · May read: audit log, metrics · Days valid: 90',
  );
});
