import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ANCHOR_KEY_FILE, type AnchorKey, openAnchorKey, publicAnchorKey } from '../audit/anchor-key.ts';
import { checkAnchors, faultsOf } from '../audit/check-anchors.ts';
import { type ExportCheck, verifyExport } from '../audit/export.ts';
import { anchorsFile, noteRestore } from '../audit/keep-anchor.ts';
import { exportAudit } from '../commands/audit/export-audit.ts';
import { type ChainHead, hashesOf, keepCheckpoint, readAudit, restoresOf, verifyAudit } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import { StartError } from '../start-error.ts';
import { BY_SHELL } from './shell-user.ts';

type VerifyOptions = { head?: string; anchors?: string; 'anchor-key'?: string; restored?: string };

/**
 * `verify-audit [--head SEQ:HASH] [--anchors FILE]`: verifies the chain against the chain head of the last successful
 * check or of `--head`. With `--anchors`, also verifies it against signed notes.
 */
export async function verifyAuditCommand(
  deps: Deps,
  { head, anchors, 'anchor-key': key, restored }: VerifyOptions,
  dataDir: string,
): Promise<number> {
  if (restored !== undefined && !/^\d{1,15}(,\d{1,15})*$/.test(restored))
    throw new StartError('--restored must be row numbers separated by commas', 2);
  const expected = new Set(restored?.split(',').map(Number));
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
  if (anchors !== undefined) {
    const anchorKey = key === undefined ? findAnchorKey(dataDir) : publicAnchorKey(key);
    if (!(await agreesWithNotes(deps, anchors, anchorKey, check.head, expected))) return 1;
    await keepRestores(deps, dataDir, expected);
  }
  await keepCheckpoint(deps.db, check.head, deps.now());
  console.log(`${check.rows} rows, ok\nhead ${check.head.seq}:${check.head.hash}`);
  return 0;
}

/**
 * Prints what the notes show.
 * @param expected the audit rows of the restores that the caller knows about. Other restore rows are not trusted,
 * because anyone with access to the database could have written them.
 * @returns whether the log agrees with all notes, except for notes about rows that an expected restore removed.
 */
async function agreesWithNotes(
  { db }: Deps,
  file: string,
  key: Omit<AnchorKey, 'privateKey'>,
  head: ChainHead,
  expected: ReadonlySet<number>,
): Promise<boolean> {
  const restores = await restoresOf(db);
  const check = await checkAnchors(await linesOf(file, 'notes'), key, head, (seqs) => hashesOf(db, seqs), restores);
  const { notes, others, rolledBack, first, last, gapMs } = check;
  const faults = faultsOf(check, { head, keyId: key.id, expected });
  for (const { text } of faults) console.error(text);
  if (check.wrong !== null) return false;
  if (notes === 0) console.error(`${file} has no notes signed with the key ${key.id}.`);
  if (faults.length > 0 || first === null || last === null) return false;
  for (const { restore, notes: count } of rolledBack.values())
    console.log(`${count} notes are for rows that the restore at ${restore.at.toISOString()} removed`);
  if (others > 0) console.log(`${others} notes signed with other keys were skipped`);
  const gap = Math.round(gapMs / 60_000);
  const lost = [...rolledBack.values()].reduce((sum, one) => sum + one.notes, 0);
  console.log(
    `${notes - lost} signed notes from ${last.origin} match the log, ${first.at} to ${last.at}; longest gap ${gap} minutes`,
  );
  return true;
}

/** Notes the newest restore, which a command of the server's administrator just logged. */
export async function noteLastRestore(deps: Deps, dataDir: string): Promise<void> {
  const last = (await restoresOf(deps.db)).at(-1);
  if (last !== undefined) await keepRestores(deps, dataDir, new Set([last.seq]));
}

/** Notes restores that the caller named beside this server's own notes, for the nightly check. */
async function keepRestores(deps: Deps, dataDir: string, expected: ReadonlySet<number>): Promise<void> {
  const key = deps.anchorKey;
  if (key === undefined || expected.size === 0) return;
  const hashes = await hashesOf(deps.db, [...expected]);
  const rows = await restoresOf(deps.db);
  for (const { seq } of rows.filter((one) => expected.has(one.seq)))
    await noteRestore(deps, { key, file: anchorsFile(dataDir) }, { seq, hash: hashes.get(seq) ?? '' });
}

/**
 * Returns this server's key.
 * @throws StartError if there is none: a newly created key couldn't verify any existing note.
 */
function findAnchorKey(dataDir: string): AnchorKey {
  if (existsSync(join(dataDir, ANCHOR_KEY_FILE))) return openAnchorKey(dataDir);
  throw new StartError(
    `There is no ${ANCHOR_KEY_FILE} in ${dataDir}. Use --anchor-key, or run this command the way the server is run.`,
    1,
  );
}

/** `anchor-key`: prints the public key, to be kept where notes are checked. */
export function anchorKeyCommand(dataDir: string): number {
  console.log(findAnchorKey(dataDir).text);
  return 0;
}

/** @throws StartError if the file can't be read. */
async function linesOf(file: string, what: string): Promise<AsyncIterable<string>> {
  const stream = createReadStream(file, 'utf8');
  const opened = new Promise<void>((resolve, reject) => {
    stream.once('ready', () => resolve());
    stream.once('error', reject);
  });
  await opened.catch((error: Error) => {
    throw new StartError(`Can't read the ${what}: ${error.message}`, 1);
  });
  return createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
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
    throw new StartError(`Can't write the export: ${error instanceof Error ? error.message : String(error)}`, 1);
  }
  // Nothing but this command has touched the file, so no head from elsewhere is needed.
  return toldExport(file, await verifyExport(await linesOf(file, 'export')), true);
}

/**
 * `verify-export --file F [--head SEQ:HASH] [--anchor-key KEY]`: verifies an exported file; needs no database and no
 * settings. Fails if nothing from elsewhere tells that the file is complete.
 */
export async function verifyExportCommand(
  file: string,
  { head, 'anchor-key': key }: { head?: string; 'anchor-key'?: string },
): Promise<number> {
  const known = {
    ...(head === undefined ? {} : { head: readHead(head) }),
    ...(key === undefined ? {} : { key: publicAnchorKey(key).text }),
  };
  return toldExport(file, await verifyExport(await linesOf(file, 'export'), known), false);
}

function toldExport(file: string, check: ExportCheck, isOurs: boolean): number {
  if (!check.ok) {
    console.error(`${file} failed verification: line ${check.line}: ${check.why}.`);
    return 1;
  }
  const from = check.fromStart ? 'from its first row' : `from row ${check.from}`;
  const what = `The audit log of ${check.agency} ${from} to row ${check.to}, exported ${check.exportedAt}`;
  const head = `head ${check.to}:${check.hash}`;
  const signed = check.key === null ? 'signed by no server' : `signed with the key ${check.key}`;
  if (check.provenTo === null && !isOurs) {
    console.log(`${what}, ${signed}: no row was changed\n${head}`);
    console.error(
      'Nothing tells yet whether rows were cut off its end: a person who cuts a file can also end and sign it again. Give ' +
        '--anchor-key (what the command anchor-key printed on the server) or --head (an end that was noted elsewhere).',
    );
    return 1;
  }
  console.log(`${what}, ${signed}: ok\n${head}`);
  if (check.provenTo !== null && check.provenTo < check.to)
    console.log(`Rows after ${check.provenTo} of --head are not proven complete`);
  return 0;
}
