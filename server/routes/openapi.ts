import type { z } from 'zod';
import type { Endpoint } from '#shared/endpoint.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import type { FieldError } from '#shared/field-error.ts';
import { errorSentence } from '../error-words.ts';
import { bodyOf, ERROR_STATUS } from './errors.ts';
import { EXAMPLES } from './examples/index.ts';
import { type Json, schemaWriter, type ToSchema } from './openapi-schemas.ts';
import { UPLOAD_PATHS, UPLOAD_TAG } from './openapi-uploads.ts';

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
    tags: [...TAGS.map(([name, description]) => ({ name, description })), UPLOAD_TAG],
    paths: { ...paths, ...UPLOAD_PATHS },
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
  ['Operation', 'Whether the server works; for monitoring.', /^\/(healthz|readyz)|\/service\//],
  [
    'Signing in',
    "Sessions, second factors, and the caller's own password.",
    /\/(sign-in-terms|second-factor|me|sessions\b(?!$)|browser-|banned-passwords|recovery-codes)/,
  ],
  [
    'Accounts',
    'Other people’s accounts and sessions; for administrators.',
    /\/(accounts|revocations|confirmations|services|holdings|reassignments)/,
  ],
  [
    'Reports',
    'What people reported, and what officers do with it.',
    /\/v1\/(changes|reports|pairs|attachments|intake)/,
  ],
  [
    'Workstations',
    'Workstations, their updates, and the state of the server; for administrators.',
    /\/(workstations|workstation-removals|operations|releases)/,
  ],
  [
    'Desk',
    'Other data that a workstation needs.',
    /\/(policy|link-model|street-lines|colleagues|journal|recovery-key|updates)/,
  ],
  ['People', 'Letters to print, and people to contact.', /\/(papers|courtesy-contacts)/],
  [
    'Records',
    'Case numbers, legal holds, retention, and delivery to the records system.',
    /\/(case-numbers|holds|retention|rms)/,
  ],
  [
    'Supervision',
    'What was decided and done; reading it is audited.',
    /\/(decisions|decision-exports|audit|hints|trail|openings|reviews|appeals|find|figures)/,
  ],
];

/**
 * Returns the tag of an endpoint. Creating a session is tagged as signing in, and listing everyone's sessions as
 * account administration.
 */
function tagOf({ method, path }: Endpoint): string {
  if (path.endsWith('/sessions')) return method === 'POST' ? 'Signing in' : 'Accounts';
  if (path.endsWith('/courtesy-contact')) return 'People';
  if (/\/hold\b/.test(path)) return 'Records';
  const tag = TAGS.find(([, , paths]) => paths.test(path));
  if (tag === undefined) throw new Error(`${path} does not match any tag`);
  return tag[0];
}

const callersOf = ({ auth }: Endpoint) =>
  typeof auth === 'string' ? `service accounts with the scope ${auth.replace('service:', '')}` : auth.join(', ');

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
    description: row.auth === 'public' ? row.description : `${row.description}\n\nFor: ${callersOf(row)}.`,
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
  if (row.auth !== 'public') codes.add('unauthenticated').add('forbidden').add('too_many_requests');
  if (typeof row.auth !== 'string') codes.add('session_revoked');
  if (row.freshProof) codes.add('proof_needed');
  if (row.method !== 'GET') codes.add('unsupported_media_type').add('payload_too_large');
  codes.add('internal').add('unavailable');
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const status = ERROR_STATUS[code] ?? 500;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  // Headers that are too long are rejected before the endpoint is known, so every endpoint has this response.
  byStatus.set(431, ['invalid_request']);
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
