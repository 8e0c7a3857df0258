import { z } from 'zod';
import { TRACKING_NUMBER_PATTERN, trackingNumberSchema } from '#shared/domain/ids.ts';
import { officer } from '#shared/domain/officer.ts';
import { policy } from '#shared/domain/policy.ts';
import { facts, report } from '#shared/domain/report.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { ERROR_TEXTS, type ErrorCode } from '#shared/errors.ts';
import { ERROR_STATUS, errorBody } from './errors.ts';
import { EXAMPLES } from './openapi-examples.ts';

type Json = Record<string, unknown>;

const VERSION = '1.0.0';

/** The OpenAPI 3.1 document of a contract table. Pure: the same table gives the same document. */
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
      description: 'Online reports of citizens, their review by officers, and the letters that follow.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: shared,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The token that signing in gives.' },
      },
    },
  };
}

const FILE: Json = {
  'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } },
};

type ToSchema = (schema: z.ZodType, io: 'input' | 'output') => Json;

function operation(name: string, row: Endpoint, toSchema: ToSchema): Json {
  const example = EXAMPLES[name];
  const success: Json = { description: row.summary };
  if (row.status !== 204) {
    success.content =
      row.answers === 'file'
        ? FILE
        : { 'application/json': { schema: toSchema(row.response, 'output'), ...example?.response } };
  }
  return {
    operationId: name,
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
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: inner,
  }));
}

/** Codes by status: those the row names, and those that may meet any row of its kind. */
function errorResponses(row: Endpoint): Record<string, Json> {
  const codes = new Set<ErrorCode>(row.errors);
  if (row.auth !== 'public') codes.add('unauthenticated').add('session_revoked').add('forbidden');
  if (row.freshProof) codes.add('proof_needed');
  if (row.body !== undefined) codes.add('unsupported_media_type').add('payload_too_large');
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
        description: some.map((code) => `\`${code}\`: ${ERROR_TEXTS[code]}`).join('\n\n'),
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
            examples: Object.fromEntries(
              some.map((code) => [code, { value: { error: { code, message: ERROR_TEXTS[code] } } }]),
            ),
          },
        },
      },
    ]),
  );
}

/** Schemas with a name of their own go to `components` once, and are referred to everywhere else. */
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
      override: ({ zodSchema, jsonSchema }) => describe(zodSchema, jsonSchema),
    }) as Json & { $defs?: Record<string, Json> };
    for (const [id, definition] of Object.entries($defs ?? {})) shared[id] ??= rewrite(definition);
    return rewrite(rest) as Json;
  };
  write(z.object({ error: errorBody }), 'output');
  return write;
}

/** What zod cannot say by itself: see the comments. */
function describe(schema: z.core.$ZodType, json: Json): void {
  // Answers may gain fields; only what we refuse to take more of is closed.
  if (schema instanceof z.ZodObject && schema.def.catchall === undefined) delete json.additionalProperties;
  if (schema === trackingNumberSchema) json.pattern = TRACKING_NUMBER_PATTERN.source;
  // Own descriptions live in zod's global registry, which a registry of our own hides.
  const description = z.globalRegistry.get(schema)?.description;
  if (description !== undefined && json.$ref === undefined) json.description = description;
}

function rewrite(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewrite);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .filter(([key, inner]) => !((key === 'id' || key === '$id') && typeof inner === 'string'))
    .map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? inner.replace('#/$defs/', '#/components/schemas/') : rewrite(inner),
    ]);
  return Object.fromEntries(entries);
}
