import { createHmac } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { RmsPackage } from '#shared/domain/rms-package.ts';
import { numberOfAnswer } from './rms-number.ts';

/** One package in both formats that a records system may accept. */
export type Parcel = { content: RmsPackage; json: string; xml: string };

/** `permanent` means that retrying won't help: the records system rejects the package itself. */
export type Delivery = { ok: true; number: string | null } | { ok: false; permanent: boolean; why: string };

type SentFile = RmsPackage['attachments'][number];

export type RmsTarget = {
  give: (parcel: Parcel) => Promise<Delivery>;
  /**
   * Sends one file of a package. It is called before the package itself is sent. Null if the records system takes no
   * files.
   */
  sendFile: ((content: RmsPackage, file: SentFile, bytes: Uint8Array) => Promise<Delivery>) | null;
};

export const rmsFolder = (dataDir: string) => join(dataDir, 'rms', 'outgoing');

/**
 * Writes packages to a folder that the records system reads: each as JSON and as XML, under its case number. Files
 * appear only when complete, and a package that is sent twice (after the process was killed) overwrites the same files.
 */
export function folderTarget(folder: string): RmsTarget {
  const write = async (into: string, files: readonly (readonly [string, string | Uint8Array])[]): Promise<Delivery> => {
    try {
      await mkdir(into, { recursive: true, mode: 0o750 });
      for (const [name, held] of files) await writeWhole(into, name, held);
      return { ok: true, number: null };
    } catch (error) {
      // Not permanent: a full disk or a missing permission can be fixed on this machine, and then delivery resumes
      // automatically.
      return { ok: false, permanent: false, why: `The folder cannot be written to (${codeOf(error)}).` };
    }
  };
  return {
    give: ({ content, json, xml }) =>
      write(folder, [
        [`${nameOf(content)}.xml`, xml],
        [`${nameOf(content)}.json`, json],
      ]),
    sendFile: (content, { id, name }, bytes) =>
      write(join(folder, `${nameOf(content)}.files`), [[`${id}-${name.replace(/[^\w.-]/g, '_').slice(-80)}`, bytes]]),
  };
}

const nameOf = ({ caseNumber, kind, packageId }: RmsPackage) =>
  `${caseNumber.replace(/[^\w-]/g, '_')}-${kind}-${packageId}`;

async function writeWhole(folder: string, name: string, text: string | Uint8Array): Promise<void> {
  const part = join(folder, `.${name}.part`);
  const file = await open(part, 'w', 0o640);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, join(folder, name));
}

export type WebhookOptions = {
  url: string;
  /** Shared secret that signs every package. */
  secret: string;
  /** The previous secret, while the records system changes to the new one; null if there is none. */
  secretBefore: string | null;
  files: boolean;
  format: 'json' | 'xml';
  now: () => Date;
};

const TIMEOUT_MS = 20_000;
/** The 4xx statuses for temporary problems; the package is sent again later. */
const PASSING: readonly number[] = [408, 425, 429];

/**
 * Posts packages to the records system. The header `p2c-signature` contains `t=` (seconds since 1970) and `v1=`, the
 * hexadecimal HMAC-SHA256 of `t.body`. While the secret is being changed, it contains a second `v1=` for the previous
 * secret. The header `p2c-package` contains the idempotency key.
 */
export function webhookTarget({ url, secret, secretBefore, files, format, now }: WebhookOptions): RmsTarget {
  const secrets = [secret, ...(secretBefore === null ? [] : [secretBefore])];
  const signed = (what: string) => signature(secrets, Math.floor(now().getTime() / 1000), what);
  const send = async (
    to: string,
    method: 'POST' | 'PUT',
    headers: Record<string, string>,
    body: string | Uint8Array<ArrayBuffer>,
  ): Promise<Delivery> => {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await fetch(to, { method, redirect: 'manual', signal, headers, body });
      const text = await firstPart(answer);
      if (answer.ok) return { ok: true, number: numberOfAnswer(answer.headers.get('rms-number'), text) };
      const words = text.replace(/\s+/g, ' ').trim().slice(0, 300);
      const permanent = answer.status >= 300 && answer.status < 500 && !PASSING.includes(answer.status);
      return { ok: false, permanent, why: `Answered ${answer.status}${words === '' ? '' : `: ${words}`}` };
    } catch (error) {
      return { ok: false, permanent: false, why: `Could not be reached (${codeOf(error)}).` };
    }
  };
  return {
    give: ({ content, json, xml }) => {
      const body = format === 'json' ? json : xml;
      const headers = {
        'content-type': `application/${format}; charset=utf-8`,
        'p2c-package': content.packageId,
        'p2c-signature': signed(body),
      };
      return send(url, 'POST', headers, body);
    },
    sendFile: files
      ? ({ packageId, trackingNumber }, { id, mediaType, sha256 }, bytes) => {
          const place = new URL(url);
          place.pathname = `${place.pathname.replace(/\/$/, '')}/files/${id}`;
          const headers = {
            'content-type': mediaType,
            'p2c-package': packageId,
            'p2c-report': trackingNumber,
            'p2c-sha256': sha256,
            'p2c-signature': signed(`${id}.${sha256}`),
          };
          return send(place.href, 'PUT', headers, Uint8Array.from(bytes));
        }
      : null,
  };
}

/** Maximum length that is read of a response, which is a number or a short reason. */
const MOST_ANSWER = 16_384;

async function firstPart(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_ANSWER) break;
  }
  return Buffer.concat(chunks).toString().slice(0, MOST_ANSWER);
}

/** One `v1` for each secret, so that both sides can change it without a gap. */
export function signature(secrets: readonly string[], seconds: number, body: string): string {
  const macs = secrets.map((one) => createHmac('sha256', one).update(`${seconds}.${body}`).digest('hex'));
  return [`t=${seconds}`, ...macs.map((mac) => `v1=${mac}`)].join(',');
}

function codeOf(error: unknown): string {
  const { code, cause, name } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown }; name?: unknown };
  return [code, cause?.code, name].find((one) => typeof one === 'string') ?? 'unknown';
}
