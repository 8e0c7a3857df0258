import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { type Config } from '../config.ts';
import { StartError } from '../start-error.ts';
import { onLoopback } from '../trusted-proxies.ts';

/** One e-mail as the mailer sends it. */
export type Mail = {
  from: { name: string; address: string };
  to: string;
  messageId: string;
  language: string;
  subject: string;
  text: string;
  html: string;
  date: Date;
};

/** `permanent` means that no later attempt can succeed: the address does not exist, or the e-mail is rejected. */
export type SendResult = { ok: true } | { ok: false; permanent: boolean; why: string };

export type MailTransport = { send: (mail: Mail) => Promise<SendResult>; close: () => void };

/** Credentials to get access tokens for a mail server that takes no passwords (XOAUTH2). */
const oauth = z.strictObject({
  user: z.string().min(1),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  refreshToken: z.string().min(1),
  accessUrl: z.url({ protocol: /^https?$/ }).refine((url) => url.startsWith('https:') || isHere(url)),
});
type SmtpOAuth = z.infer<typeof oauth>;

const isHere = (url: string) => onLoopback(new URL(url).hostname);

/** The configured mail server; null without one. @throws StartError if the token file can't be used. */
export function smtpOf({ smtpUrl, smtpOAuthFile }: Pick<Config, 'smtpUrl' | 'smtpOAuthFile'>): MailTransport | null {
  if (smtpUrl === null) return null;
  if (smtpOAuthFile === null) return smtpTransport(smtpUrl);
  try {
    return smtpTransport(smtpUrl, { oauth: oauth.parse(JSON.parse(readFileSync(smtpOAuthFile, 'utf8'))) });
  } catch {
    throw new StartError(
      `${smtpOAuthFile} (P2C_SMTP_OAUTH_FILE) must be readable JSON with user, clientId, clientSecret, refreshToken and accessUrl (https).`,
      2,
    );
  }
}

/**
 * Sends mail through a mail server. A server on another machine must offer verified TLS; otherwise, nothing is sent.
 * Only this file uses nodemailer directly.
 */
export function smtpTransport(
  url: string,
  { oauth: tokens, needsTls = !isHere(url) }: { oauth?: SmtpOAuth; needsTls?: boolean } = {},
): MailTransport {
  const transport = createTransport({
    url,
    requireTLS: needsTls,
    // Verify the certificate even if the environment turns verification off for all of Node.
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ...(tokens === undefined ? {} : { auth: { type: 'OAuth2' as const, ...tokens } }),
    pool: true,
    maxConnections: 4,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(toMessage(mail));
        return { ok: true };
      } catch (error) {
        return { ok: false, ...reasonOf(error) };
      }
    },
    close: () => transport.close(),
  };
}

/** Builds an e-mail in wire format (RFC 5322) and passes it to `keep` instead of sending it. */
export function folderTransport(keep: (mail: Mail, message: Buffer) => Promise<void>): MailTransport {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(toMessage(mail));
      await keep(mail, message as Buffer);
      return { ok: true };
    },
    close: () => transport.close(),
  };
}

function toMessage({ from, to, messageId, language, subject, text, html, date }: Mail) {
  return {
    from,
    to: { name: '', address: to },
    messageId,
    subject,
    text,
    html,
    date,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
  };
}

/** Returns codes and commands only, because a mail server's message may contain the person's address. */
function reasonOf(error: unknown): { permanent: boolean; why: string } {
  const {
    code = 'UNKNOWN',
    responseCode,
    command,
  } = error as {
    code?: string;
    responseCode?: number;
    command?: string;
  };
  // A 5xx response during sign-in or greeting means that our own settings are wrong, which someone may fix, so it isn't
  // permanent.
  const aboutThisMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const permanent = aboutThisMail && (responseCode === undefined || responseCode >= 500);
  return { permanent, why: [code, responseCode, command].filter((part) => part !== undefined).join(' ') };
}
