import { answers, type Example, ids, sends } from './example.ts';

const ACCOUNT = {
  id: ids.officer,
  name: 'rivera',
  displayName: 'Officer Rivera',
  role: 'officer',
  createdAt: '2026-01-05T14:00:00.000Z',
  lastSignInAt: '2026-03-07T10:00:00.000Z',
  lockedSources: [],
  lockedCount: 0,
  disabledAt: null,
  disabledWhy: null,
  secondFactor: true,
  directory: false,
  waitsForSecond: false,
  declined: false,
  passwordIsTemporary: false,
  sessions: 1,
};

const SERVICE = {
  id: ids.session,
  name: 'monitoring',
  scopes: ['metrics'],
  createdAt: '2026-03-07T10:00:00.000Z',
  revokedAt: null,
  lastUsedAt: null,
  tokens: [{ createdAt: '2026-03-07T10:00:00.000Z', expiresAt: '2026-06-05T10:00:00.000Z', lastUsedAt: null }],
};
const TOKEN = 'p2cs_kq3nq5vT0b3h8oYxkqz3pQ1S8r0m9uWZkq3nq5vT0b3';

export const accountExamples: Record<string, Example> = {
  accounts: answers({
    rows: [
      {
        ...ACCOUNT,
        lockedSources: [
          { source: 'address 192.0.2.7', kind: 'address', name: '192.0.2.7', lockedAt: '2026-03-07T13:02:00.000Z' },
        ],
        lockedCount: 1,
      },
    ],
    total: 1,
  }),
  createAccount: {
    ...sends({ name: 'rivera', displayName: 'Officer Rivera', role: 'officer' }),
    ...answers({
      account: { ...ACCOUNT, lastSignInAt: null, secondFactor: false, passwordIsTemporary: true, sessions: 0 },
      password: 'jffd3-h484f-ee3fz-8zqdm',
    }),
  },
  changeAccount: {
    ...sends({ kind: 'unlock', source: 'address 192.0.2.7' }),
    ...answers({ account: ACCOUNT, password: null }),
  },
  confirmations: answers({
    rows: [
      {
        officer: { id: ids.officer, name: 'rivera', displayName: 'Officer Rivera', role: 'officer' },
        why: 'password',
        acts: [
          {
            what: 'password',
            by: { id: ids.session, displayName: 'IT Administrator' },
            at: '2026-03-07T13:02:00.000Z',
            from: null,
            to: null,
          },
        ],
        askedBy: { id: ids.session, displayName: 'IT Administrator' },
        alsoAskedBy: [],
        askedAt: '2026-03-07T13:02:00.000Z',
      },
    ],
  }),
  countConfirmations: answers({ waiting: 1 }),
  decideConfirmation: sends({ confirmed: true, askedAt: '2026-11-02T14:00:00.000Z' }),
  services: answers({ rows: [SERVICE] }),
  createService: {
    ...sends({ name: 'monitoring', scopes: ['metrics'], days: 90 }),
    ...answers({ service: SERVICE, token: TOKEN }),
  },
  rotateService: { ...sends({ days: 90 }), ...answers({ service: SERVICE, token: TOKEN }) },
  serviceAudit: answers({ rows: [], more: false, names: {} }),
  serviceAuditActions: answers({
    rows: [{ action: 'session.open', group: 'sign_ins', meaning: 'Someone signed in, or tried to.' }],
  }),
  sessions: answers({
    rows: [
      {
        id: ids.session,
        officer: { id: ids.officer, name: 'rivera', displayName: 'Officer Rivera' },
        workstation: 'Front desk 2',
        openedAt: '2026-03-07T10:00:00.000Z',
        lastSeenAt: '2026-03-07T14:20:00.000Z',
        expiresAt: '2026-03-07T22:00:00.000Z',
        endedAt: null,
        endedWhy: null,
      },
    ],
    total: 1,
  }),
  revoke: { ...sends({ sessionId: ids.session }), ...answers({ sessions: 1 }) },
};
