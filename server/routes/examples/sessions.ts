import { answers, type Example, ids, sends } from './example.ts';

const OFFICER = { id: ids.officer, name: 'rivera', displayName: 'Officer Rivera', role: 'officer' };
const PASSWORD = 'correct horse battery staple';

const DEVICE = 'Xw0b3h8oYxkqz3pQ1S8r0m9uWZkq3nq5vT0b3kq3nq5Xw0b3h8oYxkqz3pQ1S8r0m9uWZkq3nq5vT0b3kq3nq5';

const SIGNED_IN = {
  token: 'kq3nq5vT0b3h8oYxkqz3pQ1S8r0m9uWZkq3nq5vT0b3',
  tokenExpiresAt: '2026-03-07T10:15:00.000Z',
  refreshToken: 'Xw0b3h8oYxkqz3pQ1S8r0m9uWZkq3nq5vT0b3kq3nq5',
  officer: OFFICER,
  expiresAt: '2026-03-07T22:00:00.000Z',
};

const RANDOM = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const REQUEST = { challenge: RANDOM, port: 49_213, deskState: RANDOM };
const STARTED = { id: ids.session, ticket: RANDOM, expiresAt: '2026-03-07T10:10:00.000Z' };
const EXCHANGE = { id: ids.session, code: RANDOM, verifier: RANDOM };

export const sessionExamples: Record<string, Example> = {
  health: answers({ ok: true }),
  ready: answers({
    ready: true,
    checks: { database: 'ok', migrations: 'ok', audit: 'ok', disk: 'ok', jobs: 'failing', process: 'ok' },
    failingJobs: ['retention'],
  }),
  signInTerms: answers({
    agency: 'Springfield Police Department',
    useNotice: {
      en: 'System use may be monitored, recorded and audited.',
      es: 'El uso del sistema puede ser supervisado, registrado y auditado.',
    },
    secondFactor: 'required',
    directory: true,
    passwords: 'administrators',
  }),
  startEnrollment: {
    ...sends({ name: 'rivera', password: PASSWORD }),
    ...answers({
      uri: 'otpauth://totp/P2C%20Review:rivera?secret=LO3HFVEP344VDNY2J2GJH5O4AKOLFH6T&issuer=P2C%20Review',
      key: 'LO3HFVEP344VDNY2J2GJH5O4AKOLFH6T',
    }),
  },
  signIn: {
    ...sends({ name: 'rivera', password: PASSWORD, code: '492 039', workstation: 'Front desk 2', deviceToken: DEVICE }),
    ...answers({ ...SIGNED_IN, deviceToken: null }),
  },
  refresh: { ...sends({ refreshToken: 'q3nq5vT0b3h8oYxkqz3pQ1S8r0m9uWZkq3nq5vT0b3k' }), ...answers(SIGNED_IN) },
  reauthenticate: sends({ password: PASSWORD, code: '118 260' }),
  me: answers(OFFICER),
  startBrowserSignIn: { ...sends({ ...REQUEST, workstation: 'Front desk 2' }), ...answers(STARTED) },
  openBrowserSession: { ...sends(EXCHANGE), ...answers({ ...SIGNED_IN, deviceToken: null }) },
  startBrowserProof: { ...sends(REQUEST), ...answers(STARTED) },
  proveByBrowser: sends(EXCHANGE),
  startProviderSignOut: answers({ ticket: RANDOM }),
  recoveryCodes: answers({ left: 9, madeAt: '2026-03-07T10:00:00.000Z', usable: true, used: false }),
  makeRecoveryCodes: answers({ codes: ['7K2M-Q9XD-41TR', 'B3VN-0PZ8-HCWE'] }),
  bannedPasswords: answers({ words: ['password', '12345678'], city: 'Springfield' }),
  changePassword: sends({ password: PASSWORD, newPassword: 'a heron stands over the river' }),
};
