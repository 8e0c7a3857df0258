import { appendAudit } from '#server/db/audit.ts';
import { doneAmong, droppedAmong } from '#server/db/dropped.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import type { RecoveryKeys } from '#server/recovery/key-pair.ts';
import { openSealed } from '#server/recovery/open-seal.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import { liveFrames, readFrames } from '#shared/journal/frames.ts';
import type { RecoveredRow } from '#shared/journal/row.ts';
import type { JournalAnswer } from '#shared/journal-api.ts';

/**
 * Decrypts a sealed journal for the officer who sends it. Only this officer's own decisions are returned; those already
 * carried out or dropped are listed by id only. Nothing is carried out here.
 * @throws AppError against_rule if the file is not a journal.
 */
export async function openJournal(
  deps: Deps,
  keys: RecoveryKeys,
  file: Uint8Array,
  session: Session,
  source: string,
): Promise<JournalAnswer> {
  const read = readFrames(file);
  if (read === null) {
    throw new AppError('against_rule', { fields: [plainFault('file', 'not_a_journal')] });
  }
  const rows: RecoveredRow[] = [];
  let unreadable = read.damaged;
  for (const frame of liveFrames(read.frames).values()) {
    const row = openSealed(keys, frame.payload);
    // The unencrypted id is only a label; if it does not match the sealed one, the file was tampered with.
    if (row === null || row.id !== frame.id || row.officerId !== session.officer.id) {
      unreadable += 1;
      continue;
    }
    const { officerId: _, ...own } = row;
    rows.push(own);
  }
  const at = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    const ids = rows.map(({ id }) => id);
    const done = await doneAmong(trx, session.officer.id, ids);
    const dropped = new Set(await droppedAmong(trx, session.officer.id, ids));
    await appendAudit(trx, {
      at,
      actor: session.officer.id,
      action: 'journal.open',
      target: session.id,
      outcome: 'success',
      source,
      detail: { rows: rows.length, done: done.size, dropped: dropped.size, unreadable },
    });
    const open = rows.filter(({ id }) => !done.has(id) && !dropped.has(id));
    return { rows: open, done: [...done], dropped: [...dropped], unreadable };
  });
}
