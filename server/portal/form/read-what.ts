import { fieldsOf } from '#shared/domain/fact-paths.ts';
import type { Item } from '#shared/domain/incident.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { type Draft, formName } from './draft.ts';
import { type Reading, readGroup } from './read-fields.ts';

/** The form's item slots; people with more items list them in a document. */
export const ITEM_SLOTS: readonly number[] = Array.from({ length: 20 }, (_, slot) => slot);

/**
 * Whether anything was typed about an item. The caller reads the first item in any case, because it is always required.
 */
export function itemIsTouched(draft: Draft, kind: ReportKind, slot: number): boolean {
  return fieldsOf('items', kind).some(([name]) => (draft[formName(`items.${slot}.${name}`)] ?? '').trim() !== '');
}

export function readItems(reading: Reading): Item[] {
  const { draft, kind } = reading;
  return ITEM_SLOTS.filter((slot) => slot === 0 || itemIsTouched(draft, kind, slot)).map((slot) =>
    readGroup('items', `items.${slot}`, reading),
  );
}

/** The slots that the form shows: those up to the last one with an answer, and as many as the person asked for. */
export function shownSlots(draft: Draft, kind: ReportKind): number[] {
  const last = ITEM_SLOTS.findLast((slot) => itemIsTouched(draft, kind, slot)) ?? 0;
  const asked = /^\d{1,2}$/.test(draft.slots ?? '') ? Number(draft.slots) : 1;
  return ITEM_SLOTS.slice(0, Math.max(1, last + 1, asked));
}
