import { createHmac } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { RmsPackage } from '#shared/domain/rms-package.ts';

/** One package in both formats that a records system may accept. */
export type Parcel = { content: RmsPackage; json: string; xml: string };

/** `permanent` means that retrying won't help: the records system rejects the package itself. */
export type HandOver = { ok: true } | { ok: false; permanent: boolean; why: string };

export type RmsTarget = { give: (parcel: Parcel) => Promise<HandOver> };

export const rmsFolder = (dataDir: string) => join(dataDir, 'rms', 'outgoing');

/**
 * Writes packages to a folder that the records system reads: each as JSON and as XML, under its case number. Files appear
 * only when complete, and a package that is sent twice (after the process was killed) overwrites the same files.
 */
export function folderTarget(folder: string): RmsTarget {
  return {
    give: async ({ content, json, xml }) => {
      const name = `${content.caseNumber.replace(/[^\w-]/g, '_')}-${content.kind}-${content.packageId}`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o750 });
        await writeWhole(folder, `${name}.xml`, xml);
        await writeWhole(folder, `${name}.json`, json);
        return { ok: true };
      } catch (error) {
        // Not permanent: a full disk or a missing permission can be fixed on this machine, and then delivery resumes
        // automatically.
        return { ok: false, permanent: false, why: `The folder cannot be written (${codeOf(error)}).` };
      }
    },
  };
}

async function writeWhole(folder: string, name: string, text: string): Promise<void> {
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
  format: 'json' | 'xml';
  now: () => Date;
};

const TIMEOUT_MS = 20_000;
/** The 4xx statuses for temporary problems; the package is sent again later. */
const PASSING: readonly number[] = [408, 425, 429];

/**
 * Posts packages to the records system. The header `p2c-signature` contains `t=` (seconds since 1970) and `v1=`, the
 * hexadecimal HMAC-SHA256 of `t.body`; `p2c-package` contains the idempotency key.
 */
export function webhookTarget({ url, secret, format, now }: WebhookOptions): RmsTarget {
  return {
    give: async ({ content, json, xml }) => {
      const body = format === 'json' ? json : xml;
      try {
        const answer = await fetch(url, {
          method: 'POST',
          redirect: 'manual',
          signal: AbortSignal.timeout(TIMEOUT_MS),
          headers: {
            'content-type': `application/${format}; charset=utf-8`,
            'p2c-package': content.packageId,
            'p2c-signature': signature(secret, Math.floor(now().getTime() / 1000), body),
          },
          body,
        });
        if (answer.ok) {
          await answer.body?.cancel();
          return { ok: true };
        }
        const words = (await answer.text()).replace(/\s+/g, ' ').trim().slice(0, 300);
        const permanent = answer.status >= 300 && answer.status < 500 && !PASSING.includes(answer.status);
        return { ok: false, permanent, why: `Answered ${answer.status}${words === '' ? '' : `: ${words}`}` };
      } catch (error) {
        return { ok: false, permanent: false, why: `Could not be reached (${codeOf(error)}).` };
      }
    },
  };
}

export function signature(secret: string, seconds: number, body: string): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}

function codeOf(error: unknown): string {
  const { code, cause, name } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown }; name?: unknown };
  return [code, cause?.code, name].find((one) => typeof one === 'string') ?? 'unknown';
}
