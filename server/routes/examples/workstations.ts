import { answers, type Example, ids, RIVERA, sends } from './example.ts';

const SAID = {
  name: 'FRONT-DESK-2',
  version: '0.1.0',
  channel: 'stable',
  system: 'Windows 10.0.26100',
  cache: 'encrypted',
  waiting: 1,
  drafts: 1,
  reports: 812,
  cacheBytes: 41_943_040,
  update: { problem: 'not_installed', version: '0.2.0' },
  installedFor: 'user',
};

export const workstationExamples: Record<string, Example> = {
  reportWorkstation: {
    ...sends({ ...SAID, accounts: [{ officerId: ids.officer, waiting: 1, drafts: 1 }] }),
  },
  workstations: answers({
    rows: [
      {
        ...SAID,
        id: '0195706f-0000-4000-8000-0000000000a9',
        seenAt: '2026-03-07T14:20:00.000Z',
        officer: RIVERA,
        unsentOf: [{ officer: RIVERA, waiting: 1 }],
        lag: { version: '0.2.0', severity: 'critical', days: 4, allowed: 15 },
      },
    ],
    total: 1,
    versions: ['0.1.0'],
  }),
  removeWorkstation: sends({ workstationId: '0195706f-0000-4000-8000-0000000000a9' }),
  operations: answers({
    checks: { database: 'ok', migrations: 'ok', audit: 'ok', jobs: 'ok' },
    jobs: [
      {
        name: 'check-audit',
        lastSuccessAt: '2026-03-07T07:00:00.000Z',
        nextRunAt: '2026-03-08T07:00:00.000Z',
        failures: 0,
      },
    ],
    lettersWaiting: 2,
    lettersFailed: 0,
    packagesWaiting: 0,
    packagesRefused: 0,
    auditRows: 48_211,
    auditCheckedAt: '2026-03-07T07:00:00.000Z',
    auditBroken: null,
  }),
  holdings: answers({
    assigned: 4,
    followUps: 2,
    reviews: 0,
    workstations: [{ name: 'FRONT-DESK-2', drafts: 1, unsent: 1, asOf: '2026-03-07T14:20:00.000Z' }],
    unnamed: 0,
  }),
  reassign: { ...sends({ from: ids.officer, to: ids.supervisor }), ...answers({ moved: 6, left: 0 }) },
};
