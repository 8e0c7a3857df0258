import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Config } from '../config.ts';
import { StartError } from '../start-error.ts';
import type { SyslogTarget } from './syslog-line.ts';

/** Reads the files that the settings name. @throws StartError if one is missing or contains something else. */
export async function openSyslog(given: Config['syslog']): Promise<SyslogTarget | null> {
  if (given === null) return null;
  const ca = await pem('P2C_SYSLOG_CA', given.ca, (text) => new X509Certificate(text));
  const client = await pem('P2C_SYSLOG_CLIENT', given.client, (text) => {
    if (!new X509Certificate(text).checkPrivateKey(createPrivateKey(text))) throw new Error('another key');
  });
  return { ...given, ca, client };
}

async function pem(name: string, file: string | null, check: (text: string) => unknown): Promise<string | null> {
  if (file === null) return null;
  try {
    const text = await readFile(file, 'utf8');
    check(text);
    return text;
  } catch (error) {
    const { code } = error as { code?: string };
    const why = code === 'ENOENT' || code === 'EACCES' ? 'can’t be read' : 'is not a valid PEM file for this setting';
    throw new StartError(`${file} (${name}) ${why}.`, 2);
  }
}
