import type { QueueRequest, QueueRow } from '#shared/domain/queue.ts';
import { FIELD_VALUES } from '#shared/domain/search.ts';
import { EVERYTHING_OPEN } from '#shared/domain/views.ts';
import { t } from '../t.ts';
import { STATE_WORDS } from '../wording/words.ts';
import type { PaletteEntry } from './palette-entries.ts';

/** Maximum number of reports shown. More would push the commands out of view, and the queue lists all of them. */
const MOST = 6;

/** The queue request for the typed text: any report, open or closed; null if the text is too short to search for. */
export function askedFor(typed: string): QueueRequest | null {
  const text = `${typed.trim()} is:any`;
  if (typed.trim().length < 2 || typed.includes(':') || text.length > 200) return null;
  const sort = { column: 'receivedAt', direction: 'desc' } as const;
  return { filter: { ...EVERYTHING_OPEN, text }, sort, offset: 0, limit: MOST };
}

/** The reports that match the typed text, and a queue search for a person of that name. */
export function foundEntries(typed: string, rows: readonly QueueRow[]): PaletteEntry[] {
  if (askedFor(typed) === null) return [];
  const name = typed.trim().replaceAll('"', '');
  return [
    ...rows.map(({ id, trackingNumber, person, location, state }) => ({
      id: `report-${id}`,
      title: t('shell.openNumberOf', { number: trackingNumber, person, location }),
      keys: STATE_WORDS[state],
      command: { kind: 'open_report', id } as const,
    })),
    {
      id: 'person',
      title: t('shell.reportsByPerson', { name }),
      keys: '',
      command: { kind: 'search_for', text: `person:"${name}"` } as const,
    },
  ];
}

/** Every filter that can be typed into the search box and has a fixed set of values. */
export const filterEntries = (): PaletteEntry[] =>
  (['kind', 'state', 'is', 'has'] as const).flatMap((field) =>
    (FIELD_VALUES[field] ?? []).map((value) => ({
      id: `filter-${field}:${value}`,
      title: t('shell.filterBy', { filter: `${field}:${value}` }),
      keys: '',
      command: { kind: 'search_for', text: `${field}:${value}` } as const,
    })),
  );
