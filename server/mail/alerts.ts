import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { MailTransport, SendResult } from './transport.ts';

/** Notifies the people who run the server that something needs their attention. */
export type Alerts = {
  /** Reports a problem. `text` must not contain personal data. At most one e-mail per `key` is sent in an hour. */
  raise: (key: string, text: string) => void;
  /** Reports that the problem is resolved, so its next occurrence is reported at once. */
  clear: (key: string, text: string) => void;
};

type Options = {
  transport: MailTransport | null;
  from: string;
  to: string | null;
  now: () => Date;
  log: (key: string, text: string) => void;
};

const AGAIN_MS = 3_600_000;
const SECOND_TRY_MS = 60_000;

/**
 * Creates alerts. Their e-mails go directly to the mail server, bypassing the database, because the database may be
 * what is broken. Every alert is also logged.
 */
export function createAlerts({ transport, from, to, now, log }: Options): Alerts {
  const raised = new Map<string, number>();

  const mail = async (key: string, subject: string, text: string) => {
    if (transport === null || to === null) return;
    const at = now();
    const send = () => sendAlert({ transport, from, to }, { subject, text, at });
    const first = await send();
    if (first.ok) return;
    log(key, `the alert mail could not be sent (${first.why}); retrying once`);
    await new Promise((resolve) => setTimeout(resolve, SECOND_TRY_MS).unref());
    // Treat the next occurrence as the first one, so an alert is sent once the mail server is back.
    if (!(await send()).ok) raised.delete(key);
  };

  return {
    raise: (key, text) => {
      const last = raised.get(key);
      if (last !== undefined && now().getTime() - last < AGAIN_MS) return;
      raised.set(key, now().getTime());
      log(key, text);
      void mail(key, key, text);
    },
    clear: (key, text) => {
      if (!raised.delete(key)) return;
      log(key, text);
      void mail(key, `${key}: resolved`, text);
    },
  };
}

/** Sends one alert by e-mail, once. */
export function sendAlert(
  { transport, from, to }: { transport: MailTransport; from: string; to: string },
  { subject, text, at }: { subject: string; text: string; at: Date },
): Promise<SendResult> {
  const body = `${text}\n\n${at.toISOString()}, process ${process.pid} on ${hostname()}`;
  return transport.send({
    from: { name: 'P2C Review', address: from },
    to,
    messageId: `<${randomUUID()}@${from.split('@')[1] ?? 'localhost'}>`,
    language: 'en',
    subject: `P2C Review: ${subject}`,
    text: body,
    html: `<pre>${escapeHtml(body)}</pre>`,
    date: at,
  });
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
