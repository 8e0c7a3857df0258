import fc from 'fast-check';
import { document, type Schema } from './open-api.ts';

/** Returns values that a JSON Schema of our document allows, including values at its bounds. */
export function allowed(schema: Schema): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, const: only, enum: some, type } = schema;
  if (typeof $ref === 'string') return allowed(named($ref));
  const choice = (anyOf ?? oneOf) as Schema[] | undefined;
  if (choice !== undefined) return fc.oneof(...choice.map(allowed));
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(some)) return fc.constantFrom<unknown>(...some);
  if (Array.isArray(type)) return fc.oneof(...type.map((one: unknown) => allowed({ ...schema, type: one })));
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return numbers(schema, ({ min, max }) => fc.bigInt(BigInt(min), BigInt(max)).map(Number));
    case 'number':
      return numbers(schema, (range) => fc.double({ noNaN: true, noDefaultInfinity: true, ...range }));
    case 'string':
      return text(schema);
    case 'array': {
      const { items = {}, minItems = 0, maxItems = 4 } = schema as { items?: Schema } & Record<string, number>;
      const maxLength = Math.min(maxItems, minItems + 3);
      const each = allowed(items);
      return schema.uniqueItems === true
        ? fc.uniqueArray(each, { minLength: minItems, maxLength })
        : fc.array(each, { minLength: minItems, maxLength });
    }
    case 'object': {
      const { properties = {}, required = [] } = schema as {
        properties?: Record<string, Schema>;
        required?: string[];
      };
      const fields = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, allowed(inner)]));
      return fc.record(fields, { requiredKeys: required, noNullPrototype: true });
    }
    default:
      throw new Error(`no values for ${JSON.stringify(schema).slice(0, 200)}`);
  }
}

function named(ref: string): Schema {
  const found = document.components.schemas[ref.replace('#/components/schemas/', '')];
  if (found === undefined) throw new Error(`${ref} leads nowhere`);
  return found;
}

type Range = { min: number; max: number };
function numbers(schema: Schema, between: (range: Range) => fc.Arbitrary<number>): fc.Arbitrary<number> {
  const { minimum = -1e9, maximum = 1e9 } = schema as Record<string, number>;
  return fc.oneof(between({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum));
}

/** Nearly any text matches patterns that only forbid characters or require one non-space character. */
const LOOSE = /^\^?\[\^/;

function text(schema: Schema): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 300 } = schema as Record<string, number>;
  const patterns = patternsOf(schema);
  const fits = (value: string) => {
    const { length } = Array.from(value);
    return length >= minLength && length <= maxLength && patterns.every((one) => one.test(value));
  };
  const strict = patterns.find((one) => !LOOSE.test(one.source));
  switch (schema.format) {
    case 'uuid':
      return fc.oneof(
        fc.uuid(),
        fc.uuid().map((id) => id.toUpperCase()),
      );
    case 'date-time':
      return days()
        .map((day) => day.toISOString())
        .filter(fits);
    case 'date':
      return days().map((day) => day.toISOString().slice(0, 10));
    case 'email':
      return fc.emailAddress().filter(fits);
    case 'base64':
      return fc.base64String({ maxLength: 2000 }).filter(fits);
    default:
  }
  if (strict !== undefined) return fc.stringMatching(strict).filter(fits);
  return fc.oneof(
    fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 60) }).filter(fits),
    fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, 30) }).filter(fits),
    // Includes texts at the limit in characters, which can be twice as many UTF-16 code units.
    fc.constantFrom('😀', 'ñ', 'a').map((one) => one.repeat(Math.min(maxLength, 10_000))),
  );
}

const days = () =>
  fc.date({
    min: new Date('0000-01-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });

function patternsOf({ pattern, allOf = [] }: { pattern?: unknown; allOf?: unknown } & Schema): RegExp[] {
  const all = [pattern, ...(allOf as Schema[]).map((one) => one.pattern)];
  return all.filter((one) => typeof one === 'string').map((one) => new RegExp(one, 'u'));
}

const NASTY: readonly unknown[] = [
  '',
  ' ',
  '\0',
  'a\u0000b',
  '\u001b[2J',
  '\u0085',
  '../../etc/passwd',
  "'; drop table report; --",
  '{link}',
  '%00',

  'x'.repeat(3_000),
  'x'.repeat(20_000),
  '😀'.repeat(11_000),
  '2026-02-30T25:61:61.999Z',
  '0000-00-00',
  '1e309',
  '-0',
  'NaN',
  'true',
  null,
  true,
  false,
  -1,
  0,
  0.5,
  1e21,
  2 ** 53,
  -(2 ** 53),
  1e308,
  [],
  {},
  [[]],
  ['a'],
  { a: { b: null } },
];

/** Returns values close to those that a schema allows but that the checker rejects. */
export function forbidden(schema: Schema, isAllowed: (value: unknown) => boolean): fc.Arbitrary<unknown> {
  const other = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 2 }));
  return fc
    .tuple(allowed(schema), fc.nat(), fc.constantFrom('put', 'put', 'drop', 'add'), other)
    .map(([value, at, how, what]) => {
      const all = places(value);
      const path = all[at % all.length] ?? [];
      if (how === 'put') return put(value, path, () => what);
      return put(value, path.slice(0, -1), (inner) => changed(inner, path.at(-1), how, what));
    })
    .filter((value) => !isAllowed(JSON.parse(JSON.stringify(value) ?? 'null')));
}

function changed(inner: unknown, key: string | undefined, how: string, what: unknown): unknown {
  if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return what;
  if (how === 'add') return { ...inner, surprise: what };
  return Object.fromEntries(Object.entries(inner).filter(([name]) => name !== key));
}

/** Returns every position in a value, as the path of keys that leads there. */
export function places(value: unknown, path: string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

export function put(value: unknown, [key, ...rest]: readonly string[], what: (inner: unknown) => unknown): unknown {
  if (key === undefined) return what(value);
  const copy: Record<string, unknown> = Array.isArray(value) ? Object.assign([], value) : { ...Object(value) };
  copy[key] = put(copy[key], rest, what);
  return copy;
}
