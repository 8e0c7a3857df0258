import fc from 'fast-check';
import { allowed } from '../../helpers/from-schema.ts';
import type { Schema } from '../../helpers/open-api.ts';

type Named = Readonly<Record<string, Schema>>;
type Fields = { properties?: Record<string, Schema>; required?: string[] };

/** The most samples of one schema: more would add nothing, and a recorded contract has to stay readable. */
const MOST = 40;

/**
 * Returns plain values that a JSON Schema allows, the same in each run. Together they cover every field, union branch
 * and enum value; one of them has only what is required.
 */
export function samplesOf(schema: Schema, named: Named, isInside = false): unknown[] {
  const { $ref, anyOf, oneOf, const: only, enum: some, type } = schema;
  if (typeof $ref === 'string') {
    const target = named[$ref.replace('#/components/schemas/', '')] ?? {};
    const all = samplesOf(target, named);
    // Returns all samples if the schema is the whole response, but only one full and one minimal sample inside another
    // schema.
    return isInside ? [...all.slice(0, 1), leastOf(target, named)] : all;
  }
  const choice = (anyOf ?? oneOf) as Schema[] | undefined;
  if (choice !== undefined) return distinct(choice.flatMap((one) => samplesOf(one, named, true)).slice(0, MOST));
  if (only !== undefined) return [only];
  if (Array.isArray(some)) return some.slice(0, MOST);
  if (Array.isArray(type)) return type.flatMap((one) => samplesOf({ ...schema, type: one }, named, true));
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'array': {
      const { items = {}, minItems = 0, maxItems = MOST } = schema as { items?: Schema } & Record<string, number>;
      const each = samplesOf(items, named, true);
      if (schema.uniqueItems === true && each.length < minItems) return [first(schema)];
      const whole = Array.from({ length: Math.max(each.length, minItems) }, (_, n) => each[n % each.length]);
      return [whole.slice(0, maxItems), ...(minItems === 0 ? [[]] : [])];
    }
    case 'object': {
      const fields = Object.entries((schema as Fields).properties ?? {}).map(
        ([name, inner]) => [name, samplesOf(inner, named, true)] as const,
      );
      const most = Math.min(MOST, Math.max(1, ...fields.map(([, values]) => values.length)));
      const whole = Array.from({ length: most }, (_, n) =>
        Object.fromEntries(fields.map(([name, values]) => [name, values[Math.min(n, values.length - 1)]])),
      );
      return distinct([...whole, leastOf(schema, named)]);
    }
    case 'string':
      return [text(schema)];
    default:
      return type === undefined ? [{}] : [first(schema)];
  }
}

/** Keeps only values that add something: a set of fields, a choice or a type that no earlier value has. */
function distinct(values: readonly unknown[]): unknown[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const before = seen.size;
    for (const sign of signsOf(value, '')) seen.add(sign);
    return seen.size > before;
  });
}

function signsOf(value: unknown, path: string): string[] {
  if (value === null || typeof value !== 'object') return [`${path}=${String(value)}`];
  if (Array.isArray(value))
    return [`${path} ${value.length > 0}`, ...value.flatMap((one) => signsOf(one, `${path}[]`))];
  const fields = Object.entries(value);
  return [
    `${path} ${fields.map(([key]) => key).join()}`,
    ...fields.flatMap(([key, one]) => signsOf(one, `${path}.${key}`)),
  ];
}

/** Returns an object with only its required fields; for any other type, the first of `samplesOf`. */
export function leastOf(schema: Schema, named: Named): unknown {
  const { properties = {}, required = [] } = schema as Fields;
  if (schema.type !== 'object') return samplesOf(schema, named, true)[0];
  return Object.fromEntries(required.map((name) => [name, leastOf(properties[name] ?? {}, named)]));
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '0195706f-0000-7000-8000-00000000000a',
  'date-time': '2026-03-07T10:00:00.000Z',
  date: '2026-03-07',
  email: 'rivera@agency.example',
  base64: 'AAAA',
};
const PLAIN = 'Plain words';

function text(schema: Schema): unknown {
  const { minLength = 0, maxLength = 300, pattern = '' } = schema as Record<string, never>;
  const given = FORMATS[String(schema.format)] ?? PLAIN.padEnd(minLength, '.').slice(0, maxLength);
  return schema.allOf === undefined && new RegExp(pattern, 'u').test(given) ? given : first(schema);
}

/** Values found so far, by schema text. They are kept because for some patterns, finding a value takes a while. */
const found = new Map<string, unknown>();
function first(schema: Schema): unknown {
  const key = JSON.stringify(schema);
  if (!found.has(key)) found.set(key, fc.sample(allowed(schema), { seed: 1, numRuns: 1 })[0]);
  return found.get(key);
}
