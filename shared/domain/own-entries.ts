import type { HistoryEntry } from './history.ts';
import { knownEvent } from './history-event.ts';

/**
 * The most that a reporter can add to one report after filing it, in entries and in characters. Each entry stores the
 * report's whole history again, and every workstation downloads whole reports, so without a limit, one report could
 * bring all workstations to a halt.
 */
export const MOST_OWN_ENTRIES = 100;
export const MOST_OWN_CHARACTERS = 200_000;

type History = readonly Pick<HistoryEntry, 'kind' | 'by' | 'event' | 'note'>[];

const OWN: readonly HistoryEntry['kind'][] = ['added', 'message', 'answered'];

/**
 * Whether a reporter can still add this many characters to a report. Answers to follow-ups count toward the limit but
 * are always accepted, because officers decide how many follow-ups there are.
 * @param duplicate tracking number of the duplicate that passes the addition on to this report, its primary; each
 * duplicate has its own limit here. Null for the report's own reporter.
 */
export function hasRoom(history: History, characters = 1, duplicate: string | null = null): boolean {
  const own = history.filter((entry) => OWN.includes(entry.kind) || duplicate !== null).filter(isFrom(duplicate));
  const written = own.reduce((sum, entry) => sum + lengthOf(entry), 0);
  return own.length < MOST_OWN_ENTRIES && written + characters <= MOST_OWN_CHARACTERS;
}

const isFrom =
  (duplicate: string | null) =>
  ({ by, event }: History[number]): boolean => {
    const known = knownEvent(event);
    const isPassedOn = known?.code === 'duplicate_added' || known?.code === 'duplicate_answered';
    return by === null && (isPassedOn ? known.params.duplicate : null) === duplicate;
  };

function lengthOf({ note, event }: History[number]): number {
  // A form that was added to the report also has facts, apart from its narrative.
  const facts = event.code === 'added_again' ? JSON.stringify(event.params).length : 0;
  return (note ?? '').length + facts;
}
