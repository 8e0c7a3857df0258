import { FACT_FIELDS } from '#shared/domain/fact-fields.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Draft } from './draft.ts';
import { ITEM_SLOTS } from './read-what.ts';

/** Maximum characters in an answer that is not free text, such as an e-mail address or all checked boxes of a list. */
const OTHER = 300;
/** Maximum characters in a field's name. */
const NAME = 50;

/** Maximum characters in all of a form except its narrative, including the fields' names. */
const REST = sum(
  Object.entries(FACT_FIELDS).map(([group, fields]) => {
    const lengths = Object.values(fields).map((field) => NAME + (field.kind === 'text' ? field.max : OTHER));
    return sum(lengths) * (group === 'items' ? ITEM_SLOTS.length : 1);
  }),
);

/**
 * Whether the answers, which may be incomplete or invalid, are together no longer than a report's can be. A narrative
 * that is too long may use the room that other answers leave, so that its writer can save it and shorten it later.
 */
export function fitsReport(answers: Draft, { limits }: Policy): boolean {
  const lengths = Object.entries(answers).map(([name, value]) => name.length + value.length);
  return sum(lengths) <= limits.narrativeCharacters + REST;
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}
