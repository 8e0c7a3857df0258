import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Config } from '../config.ts';
import { GIVEN_UP_AT } from '../db/file-scans.ts';
import { filesSent, markFileSent } from '../db/packages.ts';
import type { PackageRow } from '../db/tables/records.ts';
import type { FileDeps } from '../deps.ts';
import type { Delivery, RmsTarget } from './target.ts';

/** The result for a file that is not sent, because malware was found in it or it could not be scanned. */
const WITHHELD: Delivery = { ok: true, number: null };

/** Each process has only one file in memory at a time: at most ten megabytes. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Returns why a package must wait, in words for the list of packages: some of its files were not scanned for malware yet.
 * Null if it may be sent. A file that can't be scanned although others can doesn't hold up the report; it is left out.
 */
export async function whyFilesWait(
  { db }: FileDeps,
  target: RmsTarget,
  row: PackageRow,
  scanner: Config['scanner'],
): Promise<string | null> {
  const { attachments, kind } = row.payload;
  if (scanner === 'none' || target.sendFile === null || kind === 'returned' || attachments.length === 0) return null;
  const ids = attachments.map(({ id }) => id);
  const { n } = await db
    .selectFrom('attachment')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('id', 'in', ids)
    .where('scan', 'is', null)
    .$if(scanner !== null, (query) => query.where('scan_failures', '<', GIVEN_UP_AT))
    .executeTakeFirstOrThrow();
  if (Number(n) === 0) return null;
  const files = Number(n) === 1 ? '1 file' : `${n} files`;
  return scanner === null
    ? `Waiting: ${files} not scanned for malware, and the server's setting P2C_CLAMD names no scanner.`
    : `Waiting for the malware scan of ${files}.`;
}

/**
 * Sends the files of a package, except those that the records system already has from an earlier package. Each file is
 * first compared with the hash of what was received. Each delivery is recorded, so that a retry continues with the next
 * file.
 */
export async function sendFiles(
  deps: FileDeps,
  target: RmsTarget,
  row: PackageRow,
  scanner: Config['scanner'],
): Promise<Delivery> {
  const { attachments, kind } = row.payload;
  if (target.sendFile === null || kind === 'returned') return { ok: true, number: null };
  const there = await filesSent(deps.db, row.report_id);
  for (const file of attachments.filter(({ id }) => !there.has(id))) {
    const { sendFile } = target;
    const sent = turn.then(async (): Promise<Delivery> => {
      const bytes = await readWhole(deps, file, scanner);
      if (bytes === 'withheld') return WITHHELD;
      if (bytes === null) return { ok: false, permanent: true, why: `The file ${file.id} is missing or was changed.` };
      return sendFile(row.payload, file, bytes);
    });
    turn = sent.catch(() => {});
    const given = await sent;
    if (!given.ok) return given;
    if (given !== WITHHELD) await markFileSent(deps.db, row.id, file.id, deps.now());
  }
  return { ok: true, number: null };
}

async function readWhole(
  { db, vault }: FileDeps,
  { id, sha256, bytes }: PackageRow['payload']['attachments'][number],
  scanner: Config['scanner'],
): Promise<Buffer | 'withheld' | null> {
  const stored = await db.selectFrom('attachment').select(['file_id', 'scan']).where('id', '=', id).executeTakeFirst();
  // Malware may have been found after the package was made.
  if (stored?.scan === 'infected' || (stored?.scan === null && scanner !== 'none')) return 'withheld';
  try {
    const plain = stored === undefined ? null : await vault.open(stored.file_id, 'original');
    const whole = plain === null ? null : await buffer(plain);
    const same = whole?.length === bytes && createHash('sha256').update(whole).digest('hex') === sha256;
    return same ? whole : null;
  } catch {
    // The file was encrypted with another key, or it is damaged on disk.
    return null;
  }
}
