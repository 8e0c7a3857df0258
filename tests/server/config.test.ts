import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig, unknownSettings } from '#server/config.ts';

test('an empty environment gives an embedded database on this machine', () => {
  expect(readConfig({ PORT: '', PATH: '/bin' })).toMatchObject({
    host: '127.0.0.1',
    port: 4810,
    databaseUrl: null,
    smtpUrl: null,
    publicUrl: null,
    demo: false,
  });
});

test("a department's server settings are used as given", () => {
  const config = readConfig({
    HOST: '0.0.0.0',
    PORT: '8080',
    TRUSTED_PROXIES: '10.0.0.5, fd00:1::/64',
    DATABASE_URL: 'postgres://p2c:pw@db.example/p2c?sslmode=verify-full',
    SMTP_URL: 'smtps://mail.example:465',
    MAIL_FROM: 'p2c@police.example',
    PUBLIC_URL: 'https://p2c.police.example/',
  });
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 8080,
    trustedProxies: ['10.0.0.5', 'fd00:1::/64'],
    publicUrl: 'https://p2c.police.example',
  });
});

test('a server refuses to start when the environment turns off the check of certificates', () => {
  expect(() => readConfig({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toThrow('certificate checks');
  expect(() => readConfig({ NODE_TLS_REJECT_UNAUTHORIZED: '1' })).not.toThrow();
});

test('a real server requires a second factor; a demo does not unless it is configured to', () => {
  expect(readConfig({}).secondFactor).toBe('required');
  expect(readConfig({ P2C_DEMO: '1' }).secondFactor).toBe('off');
  expect(readConfig({ P2C_DEMO: '1', P2C_SECOND_FACTOR: 'required' }).secondFactor).toBe('required');
});

const DATABASE = { DATABASE_URL: 'postgres://p2c:hidden-word@db/p2c?sslmode=verify-full' };

test.each([
  ['a port that is none', { PORT: 'http' }, 'PORT'],
  ['a port out of range', { PORT: '70000' }, 'PORT'],
  ['another kind of database', { DATABASE_URL: 'mysql://hidden-word@db/p2c' }, 'DATABASE_URL'],
  ['a database’s address in quotes', { DATABASE_URL: '"postgres://p2c:hidden-word@db/p2c"' }, 'DATABASE_URL'],
  ['a password with a slash', { DATABASE_URL: 'postgres://p2c:hidden-word#/@db/p2c' }, 'DATABASE_URL'],
  [
    'the same of the tables’ owner',
    { ...DATABASE, MIGRATE_DATABASE_URL: '"postgres://hidden-word"' },
    'MIGRATE_DATABASE_URL',
  ],
  ['a mail server’s address in quotes', { SMTP_URL: '"smtp://p2c:hidden-word@mail"' }, 'SMTP_URL'],
  ['an address in quotes', { PUBLIC_URL: '"http://hidden-word"' }, 'PUBLIC_URL'],
  ['a demo on an open address', { P2C_DEMO: '1', HOST: '0.0.0.0' }, 'HOST'],
  ['a demo on a real database', { P2C_DEMO: '1', ...DATABASE }, 'DATABASE_URL'],
  ['an embedded database on an open address', { HOST: '192.168.1.2' }, 'DATABASE_URL'],
  ['a public address without TLS', { ...DATABASE, PUBLIC_URL: 'http://p2c.police.example' }, 'PUBLIC_URL'],
  ['a database elsewhere without TLS', { DATABASE_URL: 'postgres://p2c:hidden-word@db/p2c' }, 'DATABASE_URL'],
  [
    'a database elsewhere that need not prove itself',
    { DATABASE_URL: 'postgres://p2c:hidden-word@db/p2c?sslmode=require' },
    'DATABASE_URL',
  ],
  ['an open address without proxies', { ...DATABASE, HOST: '192.168.1.2' }, 'TRUSTED_PROXIES'],
  ['a proxy that is no address', { ...DATABASE, TRUSTED_PROXIES: 'hidden-word' }, 'TRUSTED_PROXIES'],
  [
    'letters that would link nowhere',
    { ...DATABASE, SMTP_URL: 'smtp://mail', MAIL_FROM: 'p2c@police.example' },
    'PUBLIC_URL',
  ],
  [
    'letters by a relay on this machine that would link to this machine',
    { ...DATABASE, SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'p2c@police.example' },
    'PUBLIC_URL',
  ],
  ['staff networks that are none', { P2C_STAFF_NETWORKS: '10.0.0.0/8, hidden-word' }, 'P2C_STAFF_NETWORKS'],
  ['a certificate for officers without their listener', { P2C_OFFICERS_CERT_FILE: '/x' }, 'P2C_OFFICERS_PORT'],
  ['a certificate without its key', { P2C_OFFICERS_PORT: '1', P2C_OFFICERS_CERT_FILE: '/x' }, 'P2C_OFFICERS_KEY_FILE'],
  [
    'client certificates where a proxy has the TLS',
    { P2C_OFFICERS_PORT: '1', P2C_OFFICERS_CLIENT_CA_FILE: '/x' },
    'P2C_OFFICERS_CERT_FILE',
  ],
  [
    'officers on an open address without TLS',
    { ...DATABASE, P2C_OFFICERS_PORT: '1', P2C_OFFICERS_HOST: '192.168.1.2' },
    'P2C_OFFICERS_HOST',
  ],
  [
    'an address for officers without TLS',
    { P2C_OFFICERS_PORT: '1', P2C_OFFICERS_URL: 'http://p2c' },
    'P2C_OFFICERS_URL',
  ],
  ['more time to leave than a service manager gives', { P2C_DRAIN_SECONDS: '11' }, 'P2C_DRAIN_SECONDS'],
  ['no second factor outside of the demo', { ...DATABASE, P2C_SECOND_FACTOR: 'off' }, 'P2C_SECOND_FACTOR'],
  ['mail without a sender', { ...DATABASE, SMTP_URL: 'smtp://mail' }, 'MAIL_FROM'],
  ['a sender that is no address', { MAIL_FROM: 'p2c' }, 'MAIL_FROM'],
  [
    'mail to supervisors that no mail server could send',
    { ...DATABASE, P2C_SUPERVISORS_TO: 'sergeants@police.example' },
    'SMTP_URL',
  ],
  ['alerts that no mail server could send', { ...DATABASE, P2C_ALERT_TO: 'duty@police.example' }, 'SMTP_URL'],
  ['a digest that no mail server could send', { ...DATABASE, P2C_DIGEST_TO: 'chief@police.example' }, 'SMTP_URL'],
  ['a digest to no address', { P2C_DIGEST_TO: 'chief@police.example, hidden-word' }, 'P2C_DIGEST_TO'],
  ['metrics for everybody', { P2C_METRICS_PORT: '9100', P2C_METRICS_HOST: '0.0.0.0' }, 'P2C_METRICS_FROM'],
  ['a port for metrics that is none', { P2C_METRICS_PORT: 'many' }, 'P2C_METRICS_PORT'],
  ['a malware scanner on another machine', { P2C_CLAMD: 'hidden-word.example:3310' }, 'P2C_CLAMD'],
  ['a malware scanner that is nowhere', { P2C_CLAMD: 'hidden-word' }, 'P2C_CLAMD'],
  ['a switch that is none', { P2C_DEMO: 'yes' }, 'P2C_DEMO'],
])('%s is refused: the message names the variable, never its value', (_, env, name) => {
  const attempt = () => readConfig(env);
  expect(attempt).toThrow(`  ${name}: `);
  expect(attempt).toThrow(expect.objectContaining({ exitCode: 2 }));
  expect(attempt).not.toThrow('hidden-word');
});

test('the malware scanner is a socket or a port of this machine', () => {
  expect(readConfig({}).scanner).toBe(null);
  expect(readConfig({ P2C_CLAMD: '/run/clamav/clamd.ctl' }).scanner).toEqual({ path: '/run/clamav/clamd.ctl' });
  expect(readConfig({ P2C_CLAMD: 'none' }).scanner).toBe('none');
  expect(readConfig({ P2C_CLAMD: '127.0.0.1:3310' }).scanner).toEqual({ host: '127.0.0.1', port: 3310 });
  expect(readConfig({ P2C_CLAMD: '[::1]:3310' }).scanner).toEqual({ host: '::1', port: 3310 });
});

test('the digest goes to every address that is named, and to nobody unless one is', () => {
  const mail = { SMTP_URL: 'smtp://mail', MAIL_FROM: 'p2c@police.example', PUBLIC_URL: 'https://p2c.police.example' };
  expect(
    readConfig({ ...DATABASE, ...mail, P2C_DIGEST_TO: 'chief@police.example, sgt@police.example' }).digestTo,
  ).toEqual(['chief@police.example', 'sgt@police.example']);
  expect(readConfig(DATABASE).digestTo).toEqual([]);
});

const OIDC = {
  P2C_OIDC_ISSUER: 'https://idp.example/realms/p2c',
  P2C_OIDC_CLIENT_ID: 'p2c-review',
  P2C_OIDC_CLIENT_SECRET_FILE: import.meta.filename,
  P2C_OIDC_ROLES: 'p2c-officers=officer, /p2c/a=b=supervisor',
};

test('the directory is used as its settings say', () => {
  const { oidc } = readConfig({ ...OIDC, P2C_OIDC_CLIENT_SECRET_FILE: secretFile('hidden-word\n') });
  expect(oidc).toMatchObject({
    clientSecret: 'hidden-word',
    roleClaim: 'roles',
    roles: [
      { value: 'p2c-officers', role: 'officer' },
      { value: '/p2c/a=b', role: 'supervisor' },
    ],
  });
});

test.each([
  ['an issuer without TLS', { ...OIDC, P2C_OIDC_ISSUER: 'http://hidden-word.example' }, 'P2C_OIDC_ISSUER'],
  ['an issuer with a password', { ...OIDC, P2C_OIDC_ISSUER: 'https://a:hidden-word@idp.example' }, 'P2C_OIDC_ISSUER'],
  ['an unknown role', { ...OIDC, P2C_OIDC_ROLES: 'hidden-word=chief' }, 'P2C_OIDC_ROLES'],
  ['a directory without roles', { ...OIDC, P2C_OIDC_ROLES: '' }, 'P2C_OIDC_ROLES'],
  ['a directory without an issuer', { P2C_OIDC_CLIENT_ID: 'hidden-word' }, 'P2C_OIDC_ISSUER'],
  ['a secret that is not there', { ...OIDC, P2C_OIDC_CLIENT_SECRET_FILE: '/hidden-word' }, 'CLIENT_SECRET_FILE'],
  ['no way to sign in at all', { P2C_PASSWORD_SIGN_IN: 'administrators' }, 'P2C_OIDC_ISSUER'],
])('%s is refused at the start: the message names the variable, never its value', (_, env, name) => {
  expect(() => readConfig(env)).toThrow(name);
  expect(() => readConfig(env)).not.toThrow('hidden-word');
});

function secretFile(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'p2c-config-')), 'secret');
  writeFileSync(path, text);
  return path;
}

test('a setting that is not known is named, since it does nothing', () => {
  expect(unknownSettings({ P2C_LOG: 'info', P2C_METRIC_PORT: '9000', PATH: '/bin', P2C_EMPTY: '' })).toEqual([
    'P2C_METRIC_PORT',
  ]);
});

test.each([
  [{ PORT: 'http' }, '  PORT: must be a whole number'],
  [{ P2C_ACCESS_MINUTES: '0' }, '  P2C_ACCESS_MINUTES: must be at least 1'],
  [{ P2C_ACCESS_MINUTES: '721' }, '  P2C_ACCESS_MINUTES: must be at most 720'],
])('a number that does not fit is refused in words: %o', (env, words) => {
  expect(() => readConfig(env)).toThrow(words);
});

test('update keys may be separated by a comma or a space', () => {
  const [one, two] = ['A', 'B'].map((letter) => `${letter.repeat(42)}A=`);
  for (const text of [`${one},${two}`, `${one} ${two}`, `${one}, ${two}`])
    expect(readConfig({ P2C_UPDATE_KEYS: text }).updateKeys).toEqual([one, two]);
});
