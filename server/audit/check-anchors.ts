import type { ChainHead } from '../db/audit.ts';
import { type AnchorNote, isSignedBy, noteIn } from './anchor.ts';
import type { AnchorKey } from './anchor-key.ts';

export type AnchorsCheck = {
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
  /** The rows that record restores which a signed note says are known. */
  known: Set<number>;
  first: AnchorNote | null;
  last: AnchorNote | null;
  /** The longest time between two consecutive notes, in milliseconds. */
  gapMs: number;
};

/** A row of the log that records the restore of a backup. The restore removed the rows written after the backup. */
export type Restore = { seq: number; at: Date };

/** What the notes say against the log, in sentences for the people who run the server; `seq` is the first row in doubt. */
export type NotesFault = { text: string; seq: number | null };

/**
 * @param expected the audit rows of the restores that the caller knows about, besides those that a signed note names.
 * Other restore rows are not trusted, because anyone with access to the database could have written them.
 */
export function faultsOf(
  { forged, wrong, rolledBack, known }: AnchorsCheck,
  { head, keyId, expected }: { head: ChainHead; keyId: string; expected: ReadonlySet<number> },
): NotesFault[] {
  if (wrong !== null) {
    const { note, how, lastRight } = wrong;
    const before =
      lastRight === null ? 'No earlier note matches' : `The note of ${lastRight.at}, row ${lastRight.seq}, matches`;
    const text =
      how === 'cut'
        ? `The audit log ends at row ${head.seq}, but had row ${note.seq} at ${note.at}: rows were removed from its end, or an older backup was restored. ${before}.`
        : `Row ${note.seq} is not the same as at ${note.at}: the log was rewritten. ${before}.`;
    return [{ text, seq: how === 'cut' ? head.seq + 1 : note.seq }];
  }
  const trusted = new Set([...expected, ...known]);
  return [
    ...(forged > 0
      ? [{ text: `${forged} notes were changed, or were not signed with the key ${keyId}.`, seq: null }]
      : []),
    ...[...rolledBack.values()]
      .filter(({ restore }) => !trusted.has(restore.seq))
      .map(({ restore, notes, first, last }) => ({
        text:
          `${notes} notes, ${first.at} to ${last.at}, are for rows missing from the log: row ${restore.seq} says that a backup ` +
          `was restored at ${restore.at.toISOString()}. If you know about that restore, add --restored ${[...expected, restore.seq].join(',')}.`,
        seq: restore.seq,
      })),
  ];
}

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
  stopped?: AbortSignal,
): Promise<AnchorsCheck> {
  const rolledBack: AnchorsCheck['rolledBack'] = new Map();
  const check: AnchorsCheck = {
    notes: 0,
    forged: 0,
    others: 0,
    wrong: null,
    rolledBack,
    known: new Set(),
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
      if (right) {
        lastRight = note;
        if (note.kind === 'p2c-restore') check.known.add(note.seq);
      } else if (restore === undefined)
        check.wrong = { note, how: note.seq > head.seq ? 'cut' : 'rewritten', lastRight };
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
    stopped?.throwIfAborted();
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
