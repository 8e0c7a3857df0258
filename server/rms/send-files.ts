import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { filesSent, markFileSent } from '../db/packages.ts';
import type { PackageRow } from '../db/tables/records.ts';
import type { FileDeps } from '../deps.ts';
import type { Delivery, RmsTarget } from './target.ts';

/** The result for a file that is not sent, because malware was found in it. */
const INFECTED: Delivery = { ok: true, number: null };

/** Each process has only one file in memory at a time: at most ten megabytes. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Sends the files of a package, except those that the records system already has from an earlier package. Each file is
 * first compared with the hash of what was received. Each delivery is recorded, so that a retry continues with the next
 * file.
 */
export async function sendFiles(deps: FileDeps, target: RmsTarget, row: PackageRow): Promise<Delivery> {
  const { attachments, kind } = row.payload;
  if (target.sendFile === null || kind === 'returned') return { ok: true, number: null };
  const there = await filesSent(deps.db, row.report_id);
  for (const file of attachments.filter(({ id }) => !there.has(id))) {
    const { sendFile } = target;
    const sent = turn.then(async (): Promise<Delivery> => {
      const bytes = await readWhole(deps, file);
      // Malware was found after the package was made, so don't send the file.
      if (bytes === 'infected') return INFECTED;
      if (bytes === null) return { ok: false, permanent: true, why: `The file ${file.id} is missing or was changed.` };
      return sendFile(row.payload, file, bytes);
    });
    turn = sent.catch(() => {});
    const given = await sent;
    if (!given.ok) return given;
    if (given !== INFECTED) await markFileSent(deps.db, row.id, file.id, deps.now());
  }
  return { ok: true, number: null };
}

async function readWhole(
  { db, vault }: FileDeps,
  { id, sha256, bytes }: PackageRow['payload']['attachments'][number],
): Promise<Buffer | 'infected' | null> {
  const stored = await db.selectFrom('attachment').select(['file_id', 'scan']).where('id', '=', id).executeTakeFirst();
  if (stored?.scan === 'infected') return 'infected';
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
