import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { rename } from '#electron/common/rename.ts';
import { type ExportEnd, toLine } from '#shared/audit/export-line.ts';
import { auditDigestInput, CHAIN_START } from '#shared/audit/row.ts';
import { AppError } from '#shared/errors.ts';
import type { AuditExport } from '#shared/trays.ts';
import type { ApiClient } from '../api/client.ts';

type Deps = { api: Pick<ApiClient, 'call'>; agency: string; now: () => Date };

const PAGE = 1000;

/**
 * Writes the whole audit log to a JSON Lines file (shared/audit/export-line.ts). Recomputes each row's hash, so that a
 * log altered on the server is not exported as proof. The file gets its final name only when complete, so a failure
 * leaves no partial file.
 * @throws AppError not_saved, bad_response when the hash chain does not verify, or the server's error
 */
export async function writeAudit({ api, agency, now }: Deps, path: string): Promise<AuditExport> {
  const part = `${path}.part`;
  const notSaved = (cause: unknown): never => {
    throw new AppError('not_saved', { cause, detail: { code: 'not_saved_in', params: { path: dirname(path) } } });
  };
  const file = await open(part, 'w', 0o600).catch(notSaved);
  try {
    const write = (line: string) => file.writeFile(line).catch(notSaved);
    let last = { seq: 0, hash: CHAIN_START };
    await write(toLine({ kind: 'p2c-audit', format: 2, after: last }));
    let rows = 0;
    // A server of an earlier version signs nothing and names no one.
    let end: ExportEnd = { agency, exportedAt: now().toISOString(), names: [] };
    for (let more = true; more; ) {
      const page = await api.call('auditLog', { query: { after: last.seq, limit: PAGE, begun: 0 } });
      let text = '';
      for (const { prevHash: _, hash, ...content } of page.rows) {
        if (content.seq !== last.seq + 1 || sha256(auditDigestInput(last.hash, content)) !== hash) {
          throw new AppError('bad_response', {
            detail: { code: 'audit_broken', params: { row: content.seq } },
          });
        }
        last = { seq: content.seq, hash };
        text += toLine({ kind: 'row', ...content, hash });
      }
      await write(text);
      rows += page.rows.length;
      ({ more } = page);
      end = page.end ?? end;
    }
    const { names, ...seal } = end;
    await write(names.map((name) => toLine({ kind: 'name', ...name })).join(''));
    await write(toLine({ kind: 'end', ...last, ...seal }));
    await file.close();
    await rename(part, path).catch(notSaved);
    return { rows, ...last };
  } catch (error) {
    await file.close();
    await rm(part, { force: true });
    throw error;
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
