import { answers, type Example, ids, sends } from './example.ts';

const MARIA = {
  reportId: ids.report,
  trackingNumber: 'T26-004812-6',
  caseNumber: '26-000124',
  kind: 'larceny',
  state: 'approved',
  receivedAt: '2026-03-07T14:00:00.000Z',
  offenseCode: 'larceny_other',
  name: 'Maria Soto',
  location: '41 Park Street',
};
const CHAIN = { entries: 1098, check: 'none', last: { at: '2026-03-07T07:30:04.000Z', ok: true, entries: 1051 } };

/** Examples for searching all reports and for reading the audit log. */
export const findExamples: Record<string, Example> = {
  findReason: answers({ reason: 'Request 26-118 of the prosecutor' }),
  findReports: {
    ...sends({ reason: 'Request 26-118 of the prosecutor', fields: { name: 'soto', phone: '0142' } }),
    ...answers({ rows: [MARIA], more: false, count: 1, spelling: 'as_typed' }),
  },
  auditEntries: answers({
    rows: [
      {
        seq: 1098,
        at: '2026-03-07T15:10:00.000Z',
        by: 'Officer Rivera',
        action: 'report.reject',
        about: 'T26-004812-6',
        outcome: 'success',
        source: '10.20.0.7',
        detail: { act: ids.act, version: 2 },
      },
    ],
    names: { [ids.report]: 'T26-004812-6' },
    more: true,
    hidden: 0,
  }),
  auditChain: answers(CHAIN),
  checkAudit: answers({ ...CHAIN, check: 'asked' }),
};
