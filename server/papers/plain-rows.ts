import type { CorrectedValue } from '#shared/domain/correction.ts';
import type { FactField, FactGroup } from '#shared/domain/fact-fields.ts';
import { allFields, type Told, valueIn } from '#shared/domain/fact-paths.ts';
import { portal } from '#shared/words/en/portal.ts';

/** The facts from one group that go into an insurer's copy, as labels and values in English. */
export function plainRows(group: FactGroup, told: Told): [label: string, value: string | null][] {
  return allFields(group).flatMap(([name, field]): [string, string | null][] =>
    field.copy === undefined ? [] : [[field.copy, inEnglish(field, valueIn(told, name))]],
  );
}

function inEnglish(field: FactField, value: CorrectedValue): string | null {
  if (value === null) return null;
  if (field.kind === 'money') return dollars(Number(value));
  if (field.kind === 'yesNo') return value === true ? 'Yes' : 'No';
  const words = field.kind === 'choice' ? field.choices[String(value)]?.ask : undefined;
  return words === undefined ? String(value) : portal[words];
}

export const dollars = (cents: number) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);
