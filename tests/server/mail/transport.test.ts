import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { type Mail, smtpOf, smtpTransport } from '#server/mail/transport.ts';
import { temporaryFolder } from '../../helpers/cache.ts';
import { startMailServer } from '../../helpers/mail-server.ts';
import { OTHER_SERVER } from '../../helpers/other-server.ts';

const MAIL: Mail = {
  from: { name: 'P2C', address: 'p2c@agency.example' },
  to: 'person@example.org',
  messageId: '<1@agency.example>',
  language: 'en',
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
  date: new Date(),
};

test('a mail server that offers no TLS gets no letter, unless it is on this machine', async () => {
  const server = await startMailServer();
  const away = smtpTransport(server.url, { needsTls: true });
  const here = smtpTransport(server.url);
  onTestFinished(async () => {
    away.close();
    here.close();
    await server.stop();
  });
  expect(await away.send(MAIL)).toMatchObject({ ok: false, permanent: false, why: expect.stringContaining('ETLS') });
  expect(server.mails).toEqual([]);
  expect(await here.send(MAIL)).toEqual({ ok: true });
});

test('a mail server whose certificate nobody vouches for gets no letter', async () => {
  const got: string[] = [];
  const server = new SMTPServer({
    ...OTHER_SERVER,
    authOptional: true,
    onData: (stream, _, done) => {
      got.push('a letter');
      stream.resume().on('end', () => done());
    },
  });
  const port = await listening(server);
  const transport = smtpTransport(`smtp://127.0.0.1:${port}`);
  onTestFinished(async () => {
    transport.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  expect(await transport.send(MAIL)).toMatchObject({ ok: false, permanent: false });
  expect(got).toEqual([]);
});

test('options in the address, by which TLS could be turned off, stop the start', () => {
  const env = { SMTP_URL: 'smtp://mail.example.gov?ignoreTLS=true', MAIL_FROM: 'a@b.gov', PUBLIC_URL: 'https://x.gov' };
  expect(() => readConfig(env)).toThrow(/SMTP_URL: must not have options/);
});

test('a mail server that takes no passwords gets a token, which is made anew when it ends', async () => {
  const given: string[] = [];
  const tokens = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      given.push(body);
      const answer = { access_token: `token-${given.length}`, expires_in: 3_600, token_type: 'Bearer' };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => tokens.listen(0, '127.0.0.1', resolve));
  const address = tokens.address();
  const used: (string | undefined)[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authMethods: ['XOAUTH2'],
    onAuth: ({ accessToken, username }, _, done) => {
      used.push(`${username} ${accessToken}`);
      done(null, { user: username });
    },
    onData: (stream, _, done) => void stream.resume().on('end', () => done()),
  });
  const port = await listening(server);
  const folder = temporaryFolder();
  const file = join(folder.path, 'oauth.json');
  const accessUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/token`;
  const config = { smtpUrl: `smtp://127.0.0.1:${port}`, smtpOAuthFile: file };
  expect(() => smtpOf(config)).toThrow(/P2C_SMTP_OAUTH_FILE/);
  writeFileSync(file, JSON.stringify({ user: 'p2c', clientId: 'c', clientSecret: 's', refreshToken: 'r', accessUrl }));
  const transport = smtpOf(config);
  onTestFinished(async () => {
    transport?.close();
    folder.remove();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await new Promise((resolve) => tokens.close(resolve));
  });
  expect(await transport?.send(MAIL)).toEqual({ ok: true });
  expect(used).toEqual(['p2c token-1']);
  expect(given[0]).toContain('grant_type=refresh_token');
  writeFileSync(
    file,
    JSON.stringify({ user: 'p2c', clientId: 'c', clientSecret: 's', refreshToken: 'r', accessUrl: 'http://a.gov' }),
  );
  expect(() => smtpOf(config)).toThrow(/https/);
});

function listening(server: SMTPServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', (error) => {
      // A client that does not trust our certificate hangs up, which is not a failure of this server.
      if (/listen/.test(error.message)) reject(error);
    });
    const listener = server.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
