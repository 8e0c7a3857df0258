import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { verifyExport } from '../audit/export.ts';
import { exportAudit } from '../commands/audit/export-audit.ts';
import { StartError } from '../config.ts';
import { type ChainHead, keepCheckpoint, readAudit, verifyAudit } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import { BY_SHELL } from './shell-user.ts';

/**
 * `verify-audit [--head SEQ:HASH]`: verifies the chain against the last successful check, or against a chain head
 * recorded earlier.
 */
export async function verifyAuditCommand(deps: Deps, head: string | undefined): Promise<number> {
  const known = head === undefined ? {} : { known: readHead(head) };
  const check = await verifyAudit(deps.db, known);
  if (!check.ok && known.known !== undefined && check.rows < known.known.seq && (await endsAt(deps, check.rows))) {
    console.error(
      `The audit log ends at row ${check.rows}, before row ${known.known.seq} of --head: rows were removed from its end, ` +
        'an older backup was restored, or --head is of another database.',
    );
    return 1;
  }
  if (!check.ok) {
    console.error(`The audit log is broken at row ${check.badSeq}; the ${check.rows} rows before it are intact.`);
    return 1;
  }
  await keepCheckpoint(deps.db, check.head, deps.now());
  console.log(`${check.rows} rows, ok\nhead ${check.head.seq}:${check.head.hash}`);
  return 0;
}

const endsAt = async ({ db }: Deps, seq: number) => (await readAudit(db, seq, 1)).length === 0;

function readHead(text: string): ChainHead {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new StartError('--head must look like 1234:ab12…', 2);
  return { seq: Number(seq), hash };
}

/** `export-audit --file F [--after SEQ]`: exports the audit log to a new file that only its owner can read. */
export async function exportAuditCommand(deps: Deps, file: string, after: string | undefined): Promise<number> {
  if (after !== undefined && !/^\d{1,15}$/.test(after)) throw new StartError('--after must be a row number', 2);
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  try {
    await pipeline(Readable.from(exportAudit(deps, Number(after ?? 0), BY_SHELL)), out);
  } catch (error) {
    throw new StartError(`Can't use the export: ${error instanceof Error ? error.message : String(error)}`, 1);
  }
  return verifyExportCommand(file);
}

/** `verify-export --file F`: verifies an exported file; needs no database and no settings. */
export async function verifyExportCommand(file: string): Promise<number> {
  const stream = createReadStream(file, 'utf8');
  const opened = new Promise<void>((resolve, reject) => {
    stream.once('ready', () => resolve());
    stream.once('error', reject);
  });
  await opened.catch((error: Error) => {
    throw new StartError(`Can't read the export: ${error.message}`, 1);
  });
  const check = await verifyExport(createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }));
  if (!check.ok) {
    console.error(`${file} failed verification: line ${check.line}: ${check.why}.`);
    return 1;
  }
  const from = check.fromStart ? 'from its first row' : `from row ${check.from}`;
  console.log(`The audit log of ${check.agency} ${from} to row ${check.to}, exported ${check.exportedAt}: ok`);
  console.log(`head ${check.to}:${check.hash}`);
  return 0;
}
