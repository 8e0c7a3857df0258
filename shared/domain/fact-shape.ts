import { z } from 'zod';
import type { FactField, FactGroup, FactTable } from './fact-fields.ts';
import { allFields } from './fact-paths.ts';
import { instant } from './ids.ts';
import { severalPattern } from './several.ts';
import { filledLine, line } from './text.ts';

/** Money in whole US cents; the maximum keeps it well within 32 bits. */
export const cents = z.int().min(0).max(2_000_000_000);
export const calendarDate = z.iso.date();

type Of<F> = F extends { kind: 'money' }
  ? number
  : F extends { kind: 'yesNo' }
    ? boolean
    : F extends { kind: 'choice'; choices: infer C }
      ? keyof C & string
      : string;
type Value<F> = F extends { required: true } ? Of<F> : Of<F> | null;
type Schema<F> = F extends { kinds: unknown }
  ? z.ZodOptional<z.ZodType<Value<F>, Value<F>>>
  : z.ZodType<Value<F>, Value<F>>;
type Shape<G extends FactGroup, S> = {
  [N in keyof FactTable[G]]: N extends keyof S ? S[N] : Schema<FactTable[G][N]>;
};

/** The schemas of a group's fields. `special` supplies those for fields that aren't plain values. */
export function shapeOf<G extends FactGroup, S extends { readonly [N in keyof FactTable[G]]?: z.ZodType }>(
  group: G,
  special: S,
): Shape<G, S> {
  const given: Readonly<Record<string, z.ZodType | undefined>> = special;
  const shape = allFields(group).map(([name, field]) => [name, given[name] ?? schemaOf(field)]);
  return Object.fromEntries(shape) as Shape<G, S>;
}

function schemaOf(field: FactField): z.ZodType {
  const schema = valueOf(field);
  const known = field.required ? schema : schema.nullable();
  return field.kinds === undefined ? known : known.optional();
}

function valueOf(field: FactField): z.ZodType {
  const { kind } = field;
  if (kind === 'text') return field.required ? filledLine(field.max) : line(field.max);
  if (kind === 'choice') return z.enum(Object.keys(field.choices));
  if (kind === 'several') return z.string().max(200).regex(severalPattern(field));
  const schema = BY_KIND[kind];
  if (schema === undefined) throw new Error(`a field of kind ${kind} needs its own schema`);
  return schema;
}

const BY_KIND: Readonly<Partial<Record<FactField['kind'], z.ZodType>>> = {
  email: z.email().max(254),
  phone: line(40),
  money: cents,
  yesNo: z.boolean(),
  birthDate: calendarDate,
  instant,
};
