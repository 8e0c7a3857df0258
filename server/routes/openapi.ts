import { z } from 'zod';
import { officer } from '#shared/domain/officer.ts';
import { policy } from '#shared/domain/policy.ts';
import { facts, report } from '#shared/domain/report.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import type { FieldError } from '#shared/field-error.ts';
import { errorSentence } from '../error-words.ts';
import { bodyOf, ERROR_STATUS, errorBody } from './errors.ts';
import { EXAMPLES } from './examples/index.ts';

type Json = Record<string, unknown>;

const VERSION = '1.0.0';

/** Builds the OpenAPI 3.1 document for a contract table. Pure: the same table gives the same document. */
export function openApiDocument(rows: Record<string, Endpoint>): Json {
  const shared: Json = {};
  const toSchema = schemaWriter(shared);
  const paths: Record<string, Json> = {};
  for (const [name, row] of Object.entries(rows)) {
    const path = row.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [row.method.toLowerCase()]: operation(name, row, toSchema) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'P2C Review agency server',
      version: VERSION,
      description: 'Online reports from citizens, their review by officers, and the letters that follow.',
      contact: { name: 'The agency that runs this server' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The server that returned this document.' }],
    tags: TAGS.map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: shared,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The token returned by signing in.' },
      },
    },
  };
}

/** The API's tags, with the paths that belong to each. */
const TAGS: readonly [name: string, description: string, paths: RegExp][] = [
  ['Operation', 'Whether the server works; for monitoring.', /^\/(healthz|readyz)/],
  [
    'Signing in',
    "Sessions, second factors, and the caller's own password.",
    /\/(sign-in-terms|second-factor|me|sessions\b(?!$))/,
  ],
  ['Accounts', 'Other people’s accounts and sessions; for administrators.', /\/(accounts|revocations)/],
  ['Reports', 'What people reported, and what officers do with it.', /\/(changes|reports|pairs|attachments|intake)/],
  ['Desk', 'Other data that a workstation needs.', /\/(policy|link-model|colleagues|journal|recovery-key)/],
  ['People', 'Letters to print, and people to contact.', /\/(papers|courtesy-contacts)/],
  ['Records', 'Case numbers, legal holds, and delivery to the records system.', /\/(case-numbers|holds|rms)/],
  ['Supervision', 'What was decided and done; reading it is audited.', /\/(decisions|audit|hints|figures)/],
];

/** Creating a session counts as signing in; listing everyone's sessions counts as account administration. */
function tagOf({ method, path }: Endpoint): string {
  if (path.endsWith('/sessions')) return method === 'POST' ? 'Signing in' : 'Accounts';
  if (path.endsWith('/courtesy-contact')) return 'People';
  if (path.endsWith('/hold')) return 'Records';
  const tag = TAGS.find(([, , paths]) => paths.test(path));
  if (tag === undefined) throw new Error(`${path} does not match any tag`);
  return tag[0];
}

type ToSchema = (schema: z.ZodType, io: 'input' | 'output') => Json;

function operation(name: string, row: Endpoint, toSchema: ToSchema): Json {
  const example = EXAMPLES[name];
  const success: Json = { description: row.summary };
  if (row.status !== 204) {
    success.content =
      row.answers === 'file'
        ? Object.fromEntries(row.media.map((type) => [type, { schema: { type: 'string', contentMediaType: type } }]))
        : { 'application/json': { schema: toSchema(row.response, 'output'), ...example?.response } };
  }
  if (Object.keys(row.sends).length > 0) success.headers = headers(row.sends);
  return {
    operationId: name,
    tags: [tagOf(row)],
    summary: row.summary,
    description: row.auth === 'public' ? row.description : `${row.description}\n\nFor: ${row.auth.join(', ')}.`,
    ...(row.auth === 'public' ? { security: [] } : { security: [{ bearer: [] }] }),
    parameters: [
      ...parameters('path', row.params, toSchema),
      ...parameters('query', row.query, toSchema),
      ...parameters('header', row.headers, toSchema),
    ],
    ...(row.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: toSchema(row.body, 'input'), ...example?.request } },
          },
        }),
    responses: { [row.status]: success, ...errorResponses(row) },
  };
}

function parameters(place: 'path' | 'query' | 'header', schema: z.ZodType | undefined, toSchema: ToSchema): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = toSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...inner }]) => ({
    name,
    in: place,
    description,
    required: place === 'path' || required.includes(name),
    schema: inner,
  }));
}

/**
 * Returns an endpoint's error responses by status: for the codes it lists, and for the codes that follow from its
 * authentication and method.
 */
function errorResponses(row: Endpoint): Record<string, Json> {
  // Every endpoint rejects unexpected input: an unknown query parameter, or a body where none is expected.
  const codes = new Set<ErrorCode>([...row.errors, 'invalid_request']);
  if (row.auth !== 'public')
    codes.add('unauthenticated').add('session_revoked').add('forbidden').add('too_many_requests');
  if (row.freshProof) codes.add('proof_needed');
  if (row.method !== 'GET') codes.add('unsupported_media_type').add('payload_too_large');
  codes.add('internal').add('unavailable');
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const status = ERROR_STATUS[code] ?? 500;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      String(status),
      {
        description: some.map((code) => `\`${code}\`: ${errorSentence({ code, detail: null })}`).join('\n\n'),
        ...(ERROR_HEADERS[status] === undefined ? {} : { headers: headers(ERROR_HEADERS[status]) }),
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
            examples: Object.fromEntries(
              some.map((code) => [code, { value: bodyOf(new AppError(code, { fields: EXAMPLE_FIELDS[code] ?? [] })) }]),
            ),
          },
        },
      },
    ]),
  );
}

/** Example field errors, for the error codes that list fields. */
const EXAMPLE_FIELDS: Partial<Record<ErrorCode, readonly FieldError[]>> = {
  invalid_request: [{ path: 'note', detail: { code: 'too_long', params: { most: 4000 } } }],
  against_rule: [{ path: 'act.duplicateOf', detail: { code: 'duplicate_missing', params: {} } }],
};

/** Headers sent with an error, by status. */
const ERROR_HEADERS: Record<number, Record<string, string>> = {
  401: { 'WWW-Authenticate': '`Bearer`: sign in, and send the token.' },
  429: { 'Retry-After': 'Seconds to wait before trying again.' },
};

function headers(sent: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(
    Object.entries(sent).map(([name, description]) => [
      name,
      { description, required: true, schema: { type: 'string' } },
    ]),
  );
}

/** Writes each named schema to `components` once and refers to it everywhere else. */
function schemaWriter(shared: Json): ToSchema {
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
  // Document that `unkeepable` always rejects NUL in input text. Schemas with their own pattern already exclude it.
  if (io === 'input' && json.type === 'string' && !('pattern' in json || 'allOf' in json || 'enum' in json)) {
    if (json.const === undefined) json.pattern = NO_NUL;
  }
  // zod drops the default of a number that is parsed from digits.
  if (io === 'input' && schema instanceof z.ZodDefault && typeof schema.def.defaultValue === 'number') {
    json.default = schema.def.defaultValue;
  }
  // Tools for older JSON Schema only know `items`. If all positions have the same schema, `items` is enough; otherwise it
  // lists the alternatives.
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
