import { fieldsOf } from '#shared/domain/fact-paths.ts';
import type { Item, ReportKind } from '#shared/domain/report.ts';
import { type Draft, formName } from './draft.ts';
import { type Reading, readGroup } from './read-fields.ts';

/** The form's item slots. */
export const ITEM_SLOTS = [0, 1, 2] as const;

/** Whether anything was typed about an item. The caller reads the first item in any case, because it is always required. */
export function itemIsTouched(draft: Draft, kind: ReportKind, slot: number): boolean {
  return fieldsOf('items', kind).some(([name]) => (draft[formName(`items.${slot}.${name}`)] ?? '').trim() !== '');
}

export function readItems(reading: Reading): Item[] {
  const { draft, kind } = reading;
  return ITEM_SLOTS.filter((slot) => slot === 0 || itemIsTouched(draft, kind, slot)).map((slot) =>
    readGroup('items', `items.${slot}`, reading),
  );
}
