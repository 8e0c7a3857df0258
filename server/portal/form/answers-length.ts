import { FACT_FIELDS } from '#shared/domain/fact-fields.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Draft } from './draft.ts';
import { ITEM_SLOTS } from './read-what.ts';

/** Most characters of an answer to a question other than for text, such as an e-mail address or all boxes of a list. */
const OTHER = 300;
/** Most characters of a field's name in the form. */
const NAME = 50;

/** Most characters of everything in a form except its narrative, with the fields' names. */
const REST = sum(
  Object.entries(FACT_FIELDS).map(([group, fields]) => {
    const lengths = Object.values(fields).map((field) => NAME + (field.kind === 'text' ? field.max : OTHER));
    return sum(lengths) * (group === 'items' ? ITEM_SLOTS.length : 1);
  }),
);

/**
 * Whether answers, which may be incomplete or invalid, are no longer in all than those of a report can be. A narrative
 * may be too long by what the other answers leave, so that its writer can save it and shorten it later.
 */
export function fitsReport(answers: Draft, { limits }: Policy): boolean {
  const lengths = Object.entries(answers).map(([name, value]) => name.length + value.length);
  return sum(lengths) <= limits.narrativeCharacters + REST;
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}
