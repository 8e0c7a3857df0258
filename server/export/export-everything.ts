import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Transaction } from 'kysely';
import { REMOVERS } from '../backup/make-backup.ts';
import { exportAudit } from '../commands/audit/export-audit.ts';
import { appendAlone } from '../db/audit.ts';
import { withoutJobs } from '../db/jobs.ts';
import { currentPolicy } from '../db/policy.ts';
import type { Database } from '../db/schema.ts';
import type { FileDeps } from '../deps.ts';
import { StartError } from '../start-error.ts';
import { type FileList, openFileList } from './file-list.ts';
import { EXPORTED, LEFT_OUT, REPORT_COLUMNS } from './tables.ts';

export type Exported = { rows: Record<string, number>; files: number; faults: string[] };

/** Rows read at a time; each is at most a few hundred kilobytes. */
const SLICE = 200;

/**
 * Exports all of the agency's data to a new folder that can be used without this software: each table as JSON lines,
 * the reports also as CSV, attachments as they were received, the audit log as a file that anyone can verify, and the
 * SHA-256 of each file in SHA256SUMS. All tables are from one snapshot; the servers may keep running.
 * @param to the folder, which must not exist yet.
 */
export async function exportEverything(
  deps: FileDeps,
  to: string,
  by: { actor: string; source: string },
): Promise<Exported> {
  if (existsSync(to)) throw new StartError(`${to} already exists. Name another folder.`, 1);
  const draft = `${to}.part`;
  await mkdir(draft, { recursive: false, mode: 0o700 });
  try {
    const at = deps.now();
    const row = { ...by, at, action: 'data.export', target: null, outcome: 'success' } as const;
    await appendAlone(deps.db, { ...row, detail: {} });
    const list = await openFileList(draft);
    await list.write('audit.jsonl', exportAudit(deps, 0, by));
    const done: Exported = { rows: {}, files: 0, faults: [] };
    await withoutJobs(deps.db, REMOVERS, () =>
      deps.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (trx) => {
          await sql`set transaction read only`.execute(trx);
          await sql`set local timezone = 'UTC'`.execute(trx);
          for (const [table, spec] of Object.entries(EXPORTED))
            done.rows[table] = await list.write(`${table}.jsonl`, linesOf(trx, table, spec));
          await list.write('reports.csv', csvOf(trx));
          await exportFiles(trx, deps, list, done);
        }),
    );
    const { agency } = await currentPolicy(deps.db);
    const { rows, files, faults } = done;
    const told = { format: 'p2c-review/export/1', agency: agency.name, madeAt: at.toISOString() };
    await list.write('manifest.json', [
      `${JSON.stringify({ ...told, rows, files, faults, leftOut: LEFT_OUT }, null, 2)}\n`,
    ]);
    await list.end();
    await rename(draft, to);
    return done;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** The rows of a table as JSON, in pages, ordered by its key. */
async function* rowsOf(
  trx: Transaction<Database>,
  table: string,
  { key, omit = [] }: { key: readonly string[]; omit?: readonly string[] },
): AsyncGenerator<string> {
  const columns = sql.join(key.map((name) => sql.ref(`t.${name}`)));
  const last = sql.join(key.map((name) => sql`${sql.ref(`t.${name}`)}::text`));
  let after: readonly string[] | null = null;
  for (;;) {
    const beyond: ReturnType<typeof sql> =
      after === null ? sql`` : sql`where (${columns}) > (${sql.join(after.map((value) => sql`${value}`))})`;
    const { rows } = await sql<{ line: string; place: string[] }>`
      select (to_jsonb(t) - ${sql.lit(`{${omit.join(',')}}`)}::text[])::text as line, array[${last}] as place
      from ${sql.table(table)} as t ${beyond} order by ${columns} limit ${sql.lit(SLICE)}`.execute(trx);
    for (const { line } of rows) yield line;
    const end = rows.at(-1);
    if (end === undefined || rows.length < SLICE) return;
    after = end.place;
  }
}

async function* linesOf(trx: Transaction<Database>, table: string, spec: Parameters<typeof rowsOf>[2]) {
  for await (const line of rowsOf(trx, table, spec)) yield `${line}\n`;
}

async function* csvOf(trx: Transaction<Database>) {
  yield `${REPORT_COLUMNS.join(',')}\r\n`;
  for await (const line of rowsOf(trx, 'report', { key: ['id'] })) {
    const row = JSON.parse(line) as Record<string, unknown>;
    yield `${REPORT_COLUMNS.map((name) => cell(row[name])).join(',')}\r\n`;
  }
}

/** Formats a CSV cell (RFC 4180). These columns contain only codes, numbers and times, so no cell can be a formula. */
const cell = (value: unknown): string => {
  const known = value ?? '';
  const text = typeof known === 'string' ? known : JSON.stringify(known);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * Exports the attachments of all reports, decrypted and compared with the hash of what was received. Files in which
 * malware was found are left out.
 */
async function exportFiles(trx: Transaction<Database>, { vault }: FileDeps, list: FileList, done: Exported) {
  for await (const line of rowsOf(trx, 'attachment', EXPORTED.attachment ?? { key: ['id'] })) {
    const {
      id,
      file_id: fileId,
      report_id: reportId,
      name,
      sha256,
      scan,
    } = JSON.parse(line) as {
      id: string;
      file_id: string;
      report_id: string | null;
      name: string;
      sha256: string;
      scan: string | null;
    };
    if (reportId === null) continue;
    if (scan === 'infected') {
      done.faults.push(`attachment ${id}: not exported, because malware was found in it`);
      continue;
    }
    // Some file systems limit a file name to 255 bytes and don't allow every character that people use in names.
    const safe = name.replace(/[^\w.-]+/g, '_').slice(-80);
    const path = join('attachments', reportId, `${id}-${safe}`);
    try {
      const plain = await vault.open(fileId, 'original');
      if (plain === null) done.faults.push(`attachment ${id}: its file is missing`);
      else if ((await list.copy(path, plain)) === sha256) done.files += 1;
      else done.faults.push(`attachment ${id}: different from what was received`);
    } catch (error) {
      // I/O errors, such as a full disk, have a code; a damaged or undecryptable file has none.
      if ((Object(error) as { code?: unknown }).code !== undefined) throw error;
      await rm(join(list.folder, path), { force: true });
      done.faults.push(`attachment ${id}: damaged, or encrypted with another server key`);
    }
  }
}
