import type { HistoryEntry } from '../domain/history.ts';
import type { Reading } from './hint.ts';

/** An entry of a report's history, as far as screening reads it. */
export type WrittenEntry = Pick<HistoryEntry, 'at' | 'kind' | 'by' | 'note'>;

/** A text by the reporter, and where it was written; `at` is null for a form that has not been filed yet. */
export type Written = { place: Reading['place']; at: string | null; text: string };

export const PLACE_OF: Partial<Record<HistoryEntry['kind'], Reading['place']>> = {
  answered: 'reply',
  message: 'message',
  appealed: 'appeal',
  // What the reporter of a duplicate wrote is passed on as a note without an officer.
  noted: 'duplicate',
};

/** All that the reporter wrote about the incident, oldest first: the narrative and everything sent later. */
export function writtenTexts(how: string, history: readonly WrittenEntry[], receivedAt: string | undefined): Written[] {
  const later = history.flatMap(({ at, kind, by, note }) =>
    by !== null || note === null || note === '' ? [] : [{ place: PLACE_OF[kind] ?? 'addition', at, text: note }],
  );
  return [{ place: 'form', at: receivedAt ?? null, text: how }, ...later];
}

/** A sender can write the same thing many times; a flag names its first places and the newest ones. */
const FIRST = 1;
const NEWEST = 3;
/** Characters of context on each side of a match, and the most that is quoted. */
const AROUND = 30;
const MOST_WORDS = 200;

/** Where a pattern matches, with the words that it matches there. */
export function readingsOf(pattern: RegExp, written: readonly Written[]): Reading[] {
  const all = written.flatMap(({ place, at, text }) => {
    const found = pattern.exec(text);
    return found === null ? [] : [{ place, at, words: quote(text, found.index, found.index + found[0].length) }];
  });
  return all.length <= FIRST + NEWEST ? all : [...all.slice(0, FIRST), ...all.slice(-NEWEST)];
}

/** The words from `from` to `to` with a few whole words around them. */
export function quote(text: string, from: number, to: number): string {
  const before = text.slice(Math.max(0, from - AROUND), from);
  const after = text.slice(to, to + AROUND);
  const start = from <= AROUND ? before : before.replace(/^\S*\s*/u, '');
  const end = to + AROUND >= text.length ? after : after.replace(/\s*\S*$/u, '');
  return (start + text.slice(from, to) + end).slice(0, MOST_WORDS).trim();
}
