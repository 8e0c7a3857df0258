import { callbackify } from 'node:util';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = { to: string[]; raw: string; parsed: ParsedMail };

export type MailServer = {
  url: string;
  /** All accepted mail, oldest first. */
  mails: ReceivedMail[];
  /** Waits for a mail to this address whose subject contains the words. */
  mailTo: (address: string, subject?: string) => Promise<ReceivedMail>;
  /** Refuses this recipient the given number of times with this SMTP code: 4xx is temporary, 5xx is permanent. */
  refuse: (address: string, code: number, times?: number) => void;
  /** Accepts everything again. */
  forgive: () => void;
  stop: () => Promise<void>;
};

/** Starts a real SMTP server on loopback that stores what it receives. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const refusals: { address: string; code: number }[] = [];
  const keep = async (to: string[], raw: Buffer) => {
    mails.push({ to, raw: raw.toString(), parsed: await simpleParser(raw) });
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _, done) => {
      const at = refusals.findIndex((one) => one.address === address);
      const [refusal] = at < 0 ? [] : refusals.splice(at, 1);
      const code = refusal?.code;
      done(code === undefined ? null : Object.assign(new Error('refused by this test'), { responseCode: code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map((one) => one.address);
        callbackify(keep)(to, raw, (error) => done(error));
      });
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.on('error', reject);
    const listener = server.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    mailTo: async (address, subject = '') => {
      for (let tries = 0; tries < 3000; tries += 1) {
        const found = mails.find((mail) => mail.to.includes(address) && (mail.parsed.subject ?? '').includes(subject));
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`no mail to ${address} with "${subject}" among ${mails.length}`);
    },
    refuse: (address, code, times = 1) => {
      for (let n = 0; n < times; n += 1) refusals.push({ address, code });
    },
    forgive: () => void refusals.splice(0),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
