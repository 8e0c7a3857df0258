import type { FigureTable } from '#shared/domain/figure-table.ts';
import type { RetentionRow } from '#shared/holds-api.ts';
import type { Zone } from '../model/time.ts';
import { t } from '../t.ts';
import { KIND_WORDS, STATE_WORDS } from '../wording/words.ts';

/**
 * Returns a table of what retention will remove next, for a spreadsheet, with sortable times in the agency's time zone.
 */
export function nextTable(rows: readonly RetentionRow[], { zone, name }: { zone: Zone; name: string }): FigureTable {
  const time = (iso: string) => zone.stamp.format(new Date(iso));
  return {
    name,
    columns: [
      t('common.trackingNumber'),
      t('find.kind'),
      t('common.status'),
      t('find.keptDays'),
      t('find.lastChange'),
      t('find.removedAfter'),
    ],
    rows: rows.map(({ trackingNumber, kind, state, keptDays, changedAt, removedAfter }) => [
      trackingNumber,
      KIND_WORDS[kind],
      STATE_WORDS[state],
      keptDays,
      time(changedAt),
      time(removedAfter),
    ]),
  };
}
