import type { ChainHead } from '../db/audit.ts';
import { type AnchorNote, isSignedBy, noteIn } from './anchor.ts';
import type { AnchorKey } from './anchor-key.ts';

type AnchorsCheck = {
  /** Notes that this key signed. */
  notes: number;
  /** Lines that name this key but whose signature is not valid. */
  forged: number;
  /** Notes signed with other keys, which are not checked. */
  others: number;
  /** The first note that the log contradicts, and how. */
  wrong: { note: AnchorNote; how: 'cut' | 'rewritten'; lastRight: AnchorNote | null } | null;
  /**
   * Notes that the log contradicts only because a backup was restored after they were written. The map's key is the
   * number of the row that records the restore.
   */
  rolledBack: Map<number, { restore: Restore; notes: number; first: AnchorNote; last: AnchorNote }>;
  first: AnchorNote | null;
  last: AnchorNote | null;
  /** The longest time between two consecutive notes, in milliseconds. */
  gapMs: number;
};

/** A row of the log that records the restore of a backup. The restore removed the rows written after the backup. */
export type Restore = { seq: number; at: Date };

/** Number of notes compared with the log in one batch. About a hundred thousand notes are written in a year. */
const AT_ONCE = 1_000;

/**
 * Compares notes, in the order in which they were written, with a log whose chain is intact.
 * @param hashesOf returns the hashes of rows of the log, by number.
 */
export async function checkAnchors(
  lines: AsyncIterable<string>,
  key: Omit<AnchorKey, 'privateKey'>,
  head: ChainHead,
  hashesOf: (seqs: number[]) => Promise<ReadonlyMap<number, string>>,
  restores: readonly Restore[] = [],
): Promise<AnchorsCheck> {
  const rolledBack: AnchorsCheck['rolledBack'] = new Map();
  const check: AnchorsCheck = {
    notes: 0,
    forged: 0,
    others: 0,
    wrong: null,
    rolledBack,
    first: null,
    last: null,
    gapMs: 0,
  };
  let some: AnchorNote[] = [];
  let lastRight: AnchorNote | null = null;
  const compare = async () => {
    const hashes = await hashesOf(some.map(({ seq }) => seq));
    for (const note of some) {
      if (check.wrong !== null) break;
      const right = note.seq === 0 || hashes.get(note.seq) === note.hash;
      // A restore replaces the row with its own number and all later ones. So it can explain a note only if the note is
      // about one of those rows and was written before the restore.
      const restore = restores.find(({ seq, at }) => seq <= note.seq && at.getTime() >= Date.parse(note.at));
      if (right) lastRight = note;
      else if (restore === undefined) check.wrong = { note, how: note.seq > head.seq ? 'cut' : 'rewritten', lastRight };
      else {
        const known = rolledBack.get(restore.seq);
        rolledBack.set(restore.seq, {
          restore,
          notes: (known?.notes ?? 0) + 1,
          first: known?.first ?? note,
          last: note,
        });
      }
    }
    some = [];
  };
  for await (const line of lines) {
    const note = noteIn(line);
    if (note === null) continue;
    if (note.key !== key.id) check.others += 1;
    else if (!isSignedBy(note, key.publicKey)) check.forged += 1;
    else {
      check.notes += 1;
      check.first ??= note;
      if (check.last !== null) check.gapMs = Math.max(check.gapMs, Date.parse(note.at) - Date.parse(check.last.at));
      check.last = note;
      if (some.push(note) >= AT_ONCE) await compare();
    }
  }
  await compare();
  return check;
}
