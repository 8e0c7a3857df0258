import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderTransport, type MailTransport } from './transport.ts';

/** `name` is the file name that `readDemoMail` takes. */
export type DemoMailHead = { name: string; from: string; to: string; subject: string; at: Date };
export type DemoMail = DemoMailHead & { text: string; html: string | null };

export const demoMailFolder = (dataDir: string) => join(dataDir, 'mail');

const NAME = /^[0-9TZ-]{10,40}[0-9a-f-]{36}\.eml$/;
const MOST_LISTED = 200;

/** In demo mode, letters are saved to a folder as .eml files, which can be opened in any mail program. */
export function demoTransport(folder: string): MailTransport {
  return folderTransport(async (mail, message) => {
    await mkdir(folder, { recursive: true });
    const id = /[0-9a-f-]{36}/.exec(mail.messageId)?.[0] ?? '';
    const name = `${mail.date.toISOString().replace(/[:.]/g, '-')}-${id}.eml`;
    await writeFile(join(folder, `${name}.part`), message);
    await rename(join(folder, `${name}.part`), join(folder, name));
  });
}

/** Lists the newest e-mails first, up to two hundred. */
export async function listDemoMail(folder: string): Promise<DemoMailHead[]> {
  const names = await readdir(folder).catch(() => []);
  const newest = names
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .slice(0, MOST_LISTED);
  const mails = await Promise.all(newest.map((name) => readDemoMail(folder, name)));
  return mails
    .filter((mail) => mail !== null)
    .map(({ name, from, to, subject, at }) => ({ name, from, to, subject, at }));
}

/** Returns one e-mail, or null when there is none with this name. */
export async function readDemoMail(folder: string, name: string): Promise<DemoMail | null> {
  if (!NAME.test(name)) return null;
  const path = join(folder, name);
  const message = await readFile(path).catch(() => null);
  if (message === null) return null;
  const { simpleParser } = await import('mailparser');
  const parsed = await simpleParser(message);
  const to = Array.isArray(parsed.to) ? parsed.to[0] : parsed.to;
  return {
    name,
    from: parsed.from?.text ?? '',
    to: to?.text ?? '',
    subject: parsed.subject ?? '',
    at: parsed.date ?? (await stat(path)).mtime,
    text: parsed.text ?? '',
    html: typeof parsed.html === 'string' ? parsed.html : null,
  };
}
