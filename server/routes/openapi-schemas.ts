import { z } from 'zod';
import { officer } from '#shared/domain/officer.ts';
import { policy } from '#shared/domain/policy.ts';
import { facts, report } from '#shared/domain/report.ts';
import { errorBody } from './errors.ts';

export type Json = Record<string, unknown>;

export type ToSchema = (schema: z.ZodType, io: 'input' | 'output') => Json;

/** Writes each named schema to `components` once and refers to it everywhere else. */
export function schemaWriter(shared: Json): ToSchema {
  const named = z.registry<{ id: string }>();
  named.add(report, { id: 'Report' });
  named.add(facts, { id: 'Facts' });
  named.add(policy, { id: 'Policy' });
  named.add(officer, { id: 'Officer' });
  named.add(errorBody, { id: 'Error' });
  const write: ToSchema = (schema, io) => {
    const {
      $schema: _,
      $defs,
      ...rest
    } = z.toJSONSchema(schema, {
      io,
      metadata: named,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => describe(zodSchema, jsonSchema, io),
    }) as Json & { $defs?: Record<string, Json> };
    for (const [id, definition] of Object.entries($defs ?? {})) shared[id] ??= rewrite(definition);
    return rewrite(rest) as Json;
  };
  write(z.object({ error: errorBody }), 'output');
  return write;
}

/** Adds the parts of the JSON Schema that zod doesn't output. */
function describe(schema: z.core.$ZodType, json: Json, io: 'input' | 'output'): void {
  // Responses may gain fields, so only schemas that reject unknown input forbid additional properties.
  if (schema instanceof z.ZodObject && schema.def.catchall === undefined) delete json.additionalProperties;
  // Schema metadata is in zod's global registry, but zod doesn't look there because we pass our own registry.
  const { id: _, ...said } = z.globalRegistry.get(schema) ?? {};
  if (json.$ref === undefined) Object.assign(json, said);
  // Document that `findUnstorableText` always rejects NUL in input text. Schemas with their own pattern already exclude
  // it.
  if (io === 'input' && json.type === 'string' && !('pattern' in json || 'allOf' in json || 'enum' in json)) {
    if (json.const === undefined) json.pattern = NO_NUL;
  }
  // zod drops the default of a number that is parsed from digits, so add it.
  if (io === 'input' && schema instanceof z.ZodDefault && typeof schema.def.defaultValue === 'number') {
    json.default = schema.def.defaultValue;
  }
  // Tools for older JSON Schema only know `items`. If all positions have the same schema, `items` is enough; otherwise
  // it lists the alternatives.
  const places = json.prefixItems;
  if (Array.isArray(places)) {
    const alike = new Set(places.map((one) => JSON.stringify(one))).size === 1;
    json.items = alike ? places[0] : { anyOf: places };
    if (alike) delete json.prefixItems;
  }
  // For a record with known keys, zod outputs only the names, so add the value schema to each.
  if (schema instanceof z.ZodRecord && Array.isArray(json.required)) {
    json.properties = Object.fromEntries(json.required.map((name: string) => [name, json.additionalProperties]));
  }
}

const NO_NUL = '^[^\\u0000]*$';

function rewrite(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewrite);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .filter(([key, inner]) => !((key === 'id' || key === '$id') && typeof inner === 'string'))
    .map(([key, inner]) => [key, typeof inner === 'string' ? rewriteText(key, inner) : rewrite(inner)]);
  return Object.fromEntries(entries);
}

function rewriteText(key: string, text: string): string {
  if (key === '$ref') return text.replace('#/$defs/', '#/components/schemas/');
  return key === 'pattern' ? everywhereTheSame(text) : text;
}

/**
 * In JavaScript, `\d` and `\w` match only ASCII; in other languages they match letters and digits of every script, so
 * they are replaced.
 */
function everywhereTheSame(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\.|[[\]]/gs, (sign) => {
    if (sign === '[' || sign === ']') inClass = sign === '[';
    const plain = { '\\d': '0-9', '\\w': 'A-Za-z0-9_' }[sign];
    return plain === undefined ? sign : inClass ? plain : `[${plain}]`;
  });
}
