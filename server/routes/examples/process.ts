import { answers, type Example, ids, RIVERA, sends } from './example.ts';
import { POLICY } from './policy.ts';

const REPORT = { reportId: ids.report, trackingNumber: 'T26-004812-6' };
const FILE_HASH = '21af8e71c8703196df7fe1ff901869a88fe64c07bbaa83d838efb45a52b4f303';
const LETTERS = { letterIds: [ids.letter] };

const PACKAGE = {
  ...REPORT,
  id: ids.rmsPackage,
  kind: 'approved',
  caseNumber: '26-000124',
  state: 'refused',
  attempts: 1,
  queuedAt: '2026-03-07T15:10:00.000Z',
  nextAttemptAt: null,
  deliveredAt: null,
  refusedAt: '2026-03-07T15:10:04.000Z',
  reason: 'The records system answered 422: unknown place type.',
  rmsNumber: null,
};

/**
 * Examples for everything around a decision: policy, colleagues, flags, supervision, courtesy contacts, records and
 * letters.
 */
export const processExamples: Record<string, Example> = {
  policy: answers(POLICY),
  policyOfVersion: answers(POLICY),
  colleagues: answers({ rows: [{ ...RIVERA, role: 'officer' }] }),
  wrongHints: answers({
    rows: [
      {
        code: 'no_serial',
        reports: 12,
        officers: 4,
        newestAt: '2026-03-06T18:02:00.000Z',
      },
    ],
  }),
  dismissedHints: answers({
    rows: [{ code: 'no_serial', ...REPORT, officer: RIVERA, at: '2026-03-06T18:02:00.000Z' }],
    more: false,
  }),
  auditLog: answers({
    rows: [
      {
        seq: 1098,
        at: '2026-03-07T15:10:00.000Z',
        actor: ids.officer,
        action: 'report.reject',
        target: ids.report,
        outcome: 'success',
        source: 'Front desk 2',
        detail: { reason: 'outside_city', version: 2 },
        prevHash: '577014ad6b3e96eb36fa8de477b9cdc8b15a24b6554d8d94c50b981be0558aa4',
        hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
    ],
    more: false,
  }),
  courtesyContacts: answers({
    rows: [
      {
        ...REPORT,
        caseNumber: '26-000124',
        kind: 'lost_property',
        approvedAt: '2026-02-14T15:10:00.000Z',
        dueAt: '2026-03-07T05:00:00.000Z',
        person: {
          name: 'Maria Soto',
          language: 'es',
          phone: '413-555-0142',
          email: 'maria.soto@example.org',
          bestTime: 'after 5 pm',
          safeContact: 'no_mail',
          interpreter: null,
        },
        done: null,
      },
    ],
    total: 1,
  }),
  courtesyDone: sends({ outcome: 'reached', note: 'The phone has not turned up.' }),
  caseNumbers: answers({
    rows: [
      {
        ...REPORT,
        number: '26-000124',
        year: 2026,
        serial: 124,
        givenAt: '2026-02-14T15:10:00.000Z',
        voidedAt: null,
        removedAt: null,
      },
    ],
    total: 1,
    listedUntil: null,
  }),
  caseNumberYears: answers({
    rows: [{ year: 2026, given: 124, voided: 3, removed: 0, last: 124, missing: [] }],
  }),
  holds: answers({
    rows: [
      {
        ...REPORT,
        by: RIVERA,
        at: '2026-03-07T16:00:00.000Z',
        why: 'Subpoena of March 6.',
        until: '2027-03-01',
        lifting: null,
      },
    ],
    total: 1,
  }),
  holdRecord: answers({
    rows: [
      {
        id: ids.letter,
        ...REPORT,
        placedAt: '2026-03-07T16:00:00.000Z',
        endedAt: '2026-05-04T15:00:00.000Z',
        removedAt: null,
        steps: [
          {
            did: 'placed',
            at: '2026-03-07T16:00:00.000Z',
            by: RIVERA,
            why: 'Subpoena of March 6.',
            until: '2027-03-01',
          },
          {
            did: 'asked',
            at: '2026-05-03T15:00:00.000Z',
            by: RIVERA,
            why: 'The case was closed on May 2.',
            until: null,
          },
          {
            did: 'ended',
            at: '2026-05-04T15:00:00.000Z',
            by: RIVERA,
            why: 'The case was closed on May 2.',
            until: null,
          },
        ],
      },
    ],
    total: 1,
  }),
  layHold: sends({ why: 'Subpoena of March 6.', until: '2027-03-01', change: false }),
  liftHold: sends({ why: 'The case was closed on May 2.' }),
  retention: answers({
    rows: [
      {
        ...REPORT,
        kind: 'larceny',
        state: 'rejected',
        changedAt: '2023-03-10T15:10:00.000Z',
        removedAfter: '2026-03-10T15:10:00.000Z',
        keptDays: 1096,
      },
    ],
    more: false,
  }),
  removedReports: answers({
    rows: [
      {
        trackingNumber: 'T26-004812-6',
        caseNumber: null,
        kind: 'larceny',
        state: 'rejected',
        receivedAt: '2023-03-07T14:00:00.000Z',
        removedAt: '2026-03-10T08:30:00.000Z',
        keptDays: 1096,
        policyVersion: 4,
        heldUntil: null,
      },
    ],
    total: 1,
  }),
  rmsPackages: answers({ rows: [PACKAGE], total: 1 }),
  rmsPush: answers({
    ...PACKAGE,
    state: 'queued',
    nextAttemptAt: '2026-03-07T16:00:00.000Z',
    refusedAt: null,
    reason: null,
  }),
  papers: answers({
    rows: [
      {
        ...REPORT,
        id: ids.letter,
        kind: 'received',
        language: 'es',
        subject: 'Hemos recibido su reporte T26-004812-6',
        person: 'Maria Soto',
        address: '41 Park Street, Springfield, MA 01103',
        isSafe: true,
        why: 'no_email',
        queuedAt: '2026-03-07T14:00:00.000Z',
        printed: null,
      },
    ],
    total: 1,
  }),
  sendMessageFile: {
    ...sends({
      file: { id: ids.file, name: 'statement-form.pdf', bytes: 6, sha256: FILE_HASH },
      startsAt: 0,
      data: 'JVBERi0x',
    }),
    ...answers({ received: 6, done: true, problem: null }),
  },
  paperPdf: sends(LETTERS),
  countPapers: answers({ waiting: 3, oldestAt: '2026-03-04T14:05:00.000Z' }),
  papersPrinted: sends(LETTERS),
};
