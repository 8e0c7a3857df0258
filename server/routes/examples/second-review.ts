import { answers, type Example, ids, RIVERA } from './example.ts';

const ROW = {
  sampleId: ids.act,
  reportId: ids.report,
  trackingNumber: 'T26-004812-6',
  kind: 'lost_property',
  receivedAt: '2026-03-03T15:10:00.000Z',
  week: '2026-03-02',
  openedBy: [{ displayName: 'Lt. Diaz', at: '2026-03-09T13:00:00.000Z' }],
  part: 'waiting',
  outcome: null,
  closedAt: null,
  reviewer: null,
  begunAt: null,
  newAnswer: false,
};

const SHEET = {
  ...ROW,
  part: 'begun',
  reviewer: 'Sgt. Chen',
  begunAt: '2026-03-09T14:00:00.000Z',
  earlier: [],
  barred: [],
  own: { kind: 'approve', code: 'lost_property' },
  ownBy: null,
  wasBlind: true,
  first: {
    reportId: ids.report,
    trackingNumber: 'T26-004812-6',
    id: ids.pair,
    at: '2026-03-07T15:10:00.000Z',
    officer: RIVERA,
    reportKind: 'larceny',
    language: 'es',
    receivedAt: '2026-03-07T14:00:00.000Z',
    circumstances: null,
    hintsFollowed: null,
    removed: false,
    kind: 'reject',
    event: { code: 'rejected', params: { reasonCode: 'outside_city' } },
    note: '',
    caseNumber: null,
    letter: {
      subject: 'Su reporte T26-004812-6',
      text: 'Estimada Maria Soto: …',
      state: 'sent',
      sentAt: '2026-03-07T15:10:21.000Z',
    },
    sampledFor: 'share',
  },
  isSame: false,
  sendBack: {
    letter: { subject: 'Corrección: su reporte T26-004812-6', text: 'Estimada Maria Soto: …' },
    seen: {
      reportVersion: 3,
      policyVersion: 2,
      letterHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
  },
  category: null,
  note: null,
  answer: null,
};

const CLOSED = {
  ...SHEET,
  part: 'done',
  outcome: 'sent_back',
  closedAt: '2026-03-09T14:10:00.000Z',
  sendBack: null,
  category: 'wrong_outcome',
  note: 'The address is inside the city; see the map.',
};

/** Examples for second reviews and appeals. */
export const reviewExamples: Record<string, Example> = {
  reviewTray: answers({ rows: [ROW], total: 1 }),
  openReview: answers({
    ...SHEET,
    ...ROW,
    own: null,
    wasBlind: null,
    first: null,
    isSame: null,
    sendBack: null,
  }),
  decideReview: { request: { example: { kind: 'approve', code: 'lost_property' } }, ...answers(SHEET) },
  takeOverReview: answers({ ...SHEET, ownBy: 'Lt. Diaz', wasBlind: false }),
  closeReview: {
    request: {
      example: {
        outcome: 'sent_back',
        category: CLOSED.category,
        note: CLOSED.note,
        seen: SHEET.sendBack.seen,
      },
    },
    ...answers(CLOSED),
  },
  reviewHidden: answers({
    reportIds: [ids.report],
    isOnlySupervisor: false,
    toReview: 1,
    newAnswers: 0,
    holdsLifting: 0,
  }),
  reviewRates: answers({
    officers: [{ officer: RIVERA, reviewed: 12, agreed: 10, sentBack: 1, overturned: 1 }],
    codes: [{ kind: 'reject', code: 'outside_city', reviewed: 5, agreed: 3, sentBack: 1, overturned: 1 }],
  }),
  ownReviews: answers({
    rows: [
      {
        sampleId: ids.act,
        reportId: ids.report,
        trackingNumber: 'T26-004812-6',
        kind: 'reject',
        code: 'outside_city',
        decidedAt: '2026-03-07T15:10:00.000Z',
        reviewer: { id: ids.supervisor, displayName: 'Sgt. Chen' },
        closedAt: '2026-03-09T14:10:00.000Z',
        outcome: 'sent_back',
        category: 'wrong_outcome',
        note: CLOSED.note,
        answer: null,
      },
    ],
  }),
  answerReview: { request: { example: { text: 'The map had not loaded. I will check the street list.' } } },
  appeals: answers({
    rows: [
      {
        reportId: ids.report,
        trackingNumber: 'T26-004812-6',
        kind: 'lost_property',
        appealedAt: '2026-03-08T15:10:00.000Z',
        dueDay: '2026-03-11',
        isOverdue: false,
        text: 'Es dentro de la ciudad.',
        first: { by: 'Officer Rivera', at: '2026-03-07T15:10:00.000Z', reasonCode: 'outside_city' },
        isOwn: false,
        mayDecide: true,
      },
    ],
    total: 1,
    toReview: 0,
  }),
};
