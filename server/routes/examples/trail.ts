import { answers, type Example, ids, RIVERA, sends } from './example.ts';
import { REJECTED, REPORT } from './reports.ts';

const opening = {
  id: '0195706f-0000-7000-8000-000000000201',
  reportId: ids.report,
  firstAt: '2026-03-07T14:02:10.000Z',
  lastAt: '2026-03-07T14:06:31.000Z',
  seconds: 261,
  uses: { opened: 2, printed: 1 },
  offline: false,
};
const undone = {
  id: '0195706f-0000-7000-8000-000000000202',
  reportId: ids.report,
  kind: 'reject',
  pressedAt: '2026-03-07T14:04:00.000Z',
  undoneAt: '2026-03-07T14:04:09.000Z',
};
const about = { officer: RIVERA, trackingNumber: REPORT.trackingNumber };

const decision = {
  ...about,
  id: ids.act,
  at: '2026-03-07T15:10:00.000Z',
  reportId: ids.report,
  reportKind: REPORT.kind,
  language: 'es',
  receivedAt: REPORT.receivedAt,
  kind: 'reject',
  event: { code: 'rejected', params: { reasonCode: 'outside_city' } },
  note: 'Shelbyville Police answer at 413-555-0199.',
  danger: null,
  caseNumber: null,
  circumstances: {
    pressedAt: '2026-03-07T15:09:38.000Z',
    clockOffsetMs: 240,
    offline: false,
    openSeconds: 261,
    hintsShown: ['outside_point'],
    hintsDismissed: [],
    undoneBefore: 1,
  },
  hintsFollowed: true,
  removed: false,
  letter: {
    subject: 'Su reporte T26-004812-6',
    text: 'Estimada Maria Soto: …',
    state: 'sent',
    sentAt: '2026-03-07T15:10:21.000Z',
  },
};

const { letter: _letter, circumstances: _circumstances, ...exported } = decision;

export const trailExamples: Readonly<Record<string, Example>> = {
  saveTrail: sends({ openings: [opening], undone: [undone] }),
  openings: answers({
    rows: [{ ...opening, ...about, removed: false }],
    undone: [{ ...undone, ...about }],
    more: false,
  }),
  decisions: answers({ rows: [decision], more: false }),
  exportDecisions: {
    ...sends({ reasonCode: 'outside_city', direction: 'desc' }),
    ...answers({ rows: [{ ...exported, letter: 'sent', offline: false }], more: false }),
  },
  decision: answers({
    row: decision,
    seen: {
      reportVersion: 1,
      policyVersion: 1,
      letterHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    },
    report: REPORT,
    since: { history: REJECTED.history.slice(1), corrections: [], attachments: [] },
  }),
  trailOfficers: answers({
    rows: [{ ...RIVERA, name: 'rivera', role: 'officer', disabled: false }],
    pastReasons: [{ code: 'not_ours', title: { en: 'Not ours', es: 'No es nuestro' } }],
  }),
};
