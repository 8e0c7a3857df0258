import { answers, type Example, ids, RIVERA, sends } from './example.ts';

const FACTS = {
  who: {
    givenName: 'Maria',
    familyName: 'Soto',
    birthDate: null,
    email: 'maria.soto@example.org',
    phone: '413-555-0142',
    address: null,
    language: 'es',
    preferredContact: 'email',
    bestTime: 'after 5 pm',
    actsFor: null,
  },
  items: [
    {
      type: 'Phone',
      brand: 'Samsung',
      model: 'Galaxy S24',
      serialNumber: null,
      color: 'black',
      marks: 'cracked corner',
      valueCents: 55_000,
    },
  ],
  fraud: null,
  when: { from: '2026-03-06T21:00:00.000Z', to: '2026-03-06T22:30:00.000Z' },
  where: {
    address: '41 Park Street',
    unit: null,
    city: 'Springfield',
    neighborhood: null,
    placeType: 'street',
    point: null,
  },
  how: 'I noticed on the bus that my phone was no longer in my coat.',
};

const HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const NOTE = 'Shelbyville Police answer at 413-555-0199.';
const REJECTION = { kind: 'reject', reasonCode: 'outside_city', duplicateOf: null, note: NOTE };

const SUBMITTED = {
  at: '2026-03-07T14:00:00.000Z',
  kind: 'submitted',
  by: null,
  event: { code: 'filed', params: {} },
  note: null,
  letter: null,
};

export const REPORT = {
  id: ids.report,
  trackingNumber: 'T26-004812-6',
  kind: 'lost_property',
  state: 'submitted',
  version: 1,
  receivedAt: '2026-03-07T14:00:00.000Z',
  changedAt: '2026-03-07T14:00:00.000Z',
  offenseCode: 'lost_property',
  caseNumber: null,
  facts: FACTS,
  attachments: [],
  history: [SUBMITTED],
  corrections: [],
  assignedTo: null,
  claim: null,
  decidedBy: null,
  duplicateOf: null,
};

export const REJECTED = {
  ...REPORT,
  state: 'rejected',
  version: 2,
  changedAt: '2026-03-07T15:10:00.000Z',
  history: [
    SUBMITTED,
    {
      at: '2026-03-07T15:10:00.000Z',
      kind: 'rejected',
      by: RIVERA.displayName,
      officerId: RIVERA.id,
      event: { code: 'rejected', params: { reasonCode: 'outside_city' } },
      note: NOTE,
      letter: { id: ids.letter, kind: 'rejected', subject: 'Su reporte T26-004812-6', text: 'Estimada Maria Soto: …' },
    },
  ],
  decidedBy: RIVERA.id,
};

const PAIR = {
  id: ids.pair,
  reports: [ids.report, ids.earlier],
  decision: 'not_same',
  note: 'Two phones.',
  by: RIVERA,
  at: '2026-03-07T15:00:00.000Z',
};

export const reportExamples: Record<string, Example> = {
  changes: answers({
    reports: [REPORT],
    pairs: [PAIR],
    removed: [],
    cursor: 'MDE5NTcwNmYtMDAwMC43MzUx',
    more: false,
    total: null,
    policyVersion: 1,
    heldBack: false,
  }),
  report: answers(REPORT),
  openFound: answers({
    ...REPORT,
    hold: { by: RIVERA, at: '2026-03-07T16:00:00.000Z', why: 'Subpoena of March 6.', until: '2027-03-01' },
  }),
  act: {
    ...sends({ act: REJECTION, seen: { reportVersion: 1, policyVersion: 1, letterHash: HASH } }),
    ...answers({ report: REJECTED }),
  },
  claim: {
    ...sends({ take: true }),
    ...answers({ claim: { by: RIVERA, since: '2026-03-07T15:00:00.000Z', expiresAt: '2026-03-07T15:10:00.000Z' } }),
  },
  saveHintFeedback: sends({ wrong: true }),
  decidePair: { ...sends({ reports: PAIR.reports, decision: PAIR.decision, note: PAIR.note }), ...answers(PAIR) },
  duplicates: answers({
    duplicates: [
      {
        reportId: ids.earlier,
        trackingNumber: 'T26-003977-7',
        hypothesis: 'same_person',
        probability: 0.97,
        weight: 5.1,
        terms: [
          { comparison: 'prior', level: 'prior', params: {}, words: null, weight: -17 },
          { comparison: 'phone', level: 'same', params: {}, words: null, weight: 12.6 },
          { comparison: 'time', level: 'hours_1', params: { hours: 1 }, words: null, weight: 9.5 },
        ],
        modelVersion: '4',
        state: 'suggested',
        samePerson: true,
        primaryNumber: 'T26-003977-7',
        stays: true,
      },
    ],
    complete: true,
  }),
  recoveryKey: answers({ keyId: 'b1f0c3d2e4a59687', publicKey: 'hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo' }),
  openJournal: {
    ...sends({ file: 'UDJDSgEAAAA=' }),
    ...answers({
      rows: [],
      done: [ids.act],
      dropped: [],
      unreadable: 0,
    }),
  },
  dropDecisions: {
    ...sends({ decisions: [{ id: ids.act, reportId: ids.report }] }),
    ...answers({ done: [] }),
  },
  sameSender: answers({
    reports: [
      {
        reportId: ids.earlier,
        trackingNumber: 'T26-003977-7',
        receivedAt: '2026-01-12T20:41:00.000Z',
        kind: 'larceny',
        offenseCode: '23F',
        location: '41 Park Street',
        state: 'rejected',
        outcome: { code: 'rejected', params: { reasonCode: 'outside_city' } },
      },
    ],
  }),
  intake: {
    ...sends({
      kind: 'lost_property',
      offenseCode: 'lost_property',
      facts: FACTS,
      notice: { version: '2026-1', language: 'es', accepted: true },
    }),
    ...answers({ trackingNumber: REPORT.trackingNumber, receivedAt: REPORT.receivedAt }),
  },
};
