import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { MailTransport } from './transport.ts';

/** Tells the people who run the server that something needs them. */
export type Alerts = {
  /** `text` holds no personal data. Of one `key` a mail goes out at most once an hour. */
  raise: (key: string, text: string) => void;
  /** It is good again; the next time is told at once. */
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

/** Mail goes straight to the mail server, past the database, which may be what is broken; every alert is logged, too. */
export function createAlerts({ transport, from, to, now, log }: Options): Alerts {
  const raised = new Map<string, number>();

  const mail = async (key: string, subject: string, text: string) => {
    if (transport === null || to === null) return;
    const body = `${text}\n\n${now().toISOString()}, process ${process.pid} on ${hostname()}`;
    const send = () =>
      transport.send({
        from: { name: 'P2C Review', address: from },
        to,
        messageId: `<${randomUUID()}@${from.split('@')[1] ?? 'localhost'}>`,
        language: 'en',
        subject: `P2C Review: ${subject}`,
        text: body,
        html: `<pre>${escapeHtml(body)}</pre>`,
        date: now(),
      });
    const first = await send();
    if (first.ok) return;
    log(key, `the alert mail did not leave (${first.why}); trying once more`);
    await new Promise((resolve) => setTimeout(resolve, SECOND_TRY_MS).unref());
    // The next time that it is raised counts as the first, so that a mail server which comes back gets it.
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
      void mail(key, `${key}: good again`, text);
    },
  };
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
