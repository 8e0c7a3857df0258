import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ERROR_STATUS } from '#server/routes/errors.ts';
import { openApiDocument } from '#server/routes/openapi.ts';
import { EXAMPLES } from '#server/routes/openapi-examples.ts';
import { api } from '#shared/api.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

const document = openApiDocument(api);
const rows: [string, Endpoint][] = Object.entries(api);

/** The parts of the OpenAPI 3.1 specification that we use, closed: anything misspelt fails. */
const schemaObject = z.record(z.string(), z.unknown());
const content = z.strictObject({
  'application/json': z
    .strictObject({
      schema: schemaObject,
      example: z.unknown().optional(),
      examples: z.record(z.string(), z.strictObject({ value: z.unknown() })).optional(),
    })
    .optional(),
  'application/octet-stream': z.strictObject({ schema: schemaObject }).optional(),
});
const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: z.string().optional(),
  schema: schemaObject,
});
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-zA-Z]+$/),
  summary: z.string().min(1),
  description: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/),
    z.strictObject({ description: z.string().min(1), content: content.optional() }),
  ),
});
const openApi = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    description: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.strictObject({ url: z.string() })),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post', 'put', 'delete']), operation)),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[A-Z]\w*$/), schemaObject),
    securitySchemes: z.record(
      z.string(),
      z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer'), description: z.string() }),
    ),
  }),
});
type Operation = z.infer<typeof operation>;

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

function operationOf(row: Endpoint): Operation {
  const { paths } = openApi.parse(document);
  const found = paths[row.path.replace(/:(\w+)/g, '{$1}')]?.[row.method.toLowerCase() as 'get'];
  if (found === undefined) throw new Error(`${row.method} ${row.path} is not in the document`);
  return found;
}

test('the document is OpenAPI 3.1 and is served as it is', async () => {
  openApi.parse(document);
  const served = await agency.call('GET', '/openapi.json');
  expect(served.status).toBe(200);
  expect(served.body).toEqual(JSON.parse(JSON.stringify(document)));
});

test.each(rows)('%s is there with every part of its row', (name, row) => {
  const found = operationOf(row);
  expect(found.operationId).toBe(name);
  expect(found.security).toEqual(row.auth === 'public' ? [] : [{ bearer: [] }]);
  const placeholders = [...row.path.matchAll(/:(\w+)/g)].map(([, one]) => one);
  const inPath = found.parameters.filter((one) => one.in === 'path');
  expect(inPath.map((one) => one.name)).toEqual(placeholders);
  expect(inPath.every((one) => one.required)).toBe(true);
  expect(found.requestBody !== undefined).toBe(row.body !== undefined);
  expect(found.responses[row.status]?.content !== undefined).toBe(row.status !== 204);
  const isFile = found.responses[row.status]?.content?.['application/octet-stream'] !== undefined;
  expect(isFile).toBe(row.answers === 'file');
  for (const code of row.errors) {
    const status = ERROR_STATUS[code];
    expect(found.responses[String(status)]?.description).toContain(`\`${code}\``);
  }
});

test('every reference leads somewhere, and every schema compiles under JSON Schema 2020-12', () => {
  const text = JSON.stringify(document);
  const names = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
  expect(names.length).toBeGreaterThan(10);
  const { schemas } = openApi.parse(document).components;
  for (const name of names) expect(Object.keys(schemas)).toContain(name?.replace('#/components/schemas/', ''));
  for (const [, row] of rows) {
    for (const one of operationOf(row).parameters) compile(one.schema);
    for (const answer of Object.values(operationOf(row).responses)) {
      const schema = answer.content?.['application/json']?.schema;
      if (schema !== undefined) compile(schema);
    }
  }
});

test('the examples fit the schemas, both ours and the document’s', () => {
  for (const [name, { request, response }] of Object.entries(EXAMPLES)) {
    const row: Endpoint = api[name as keyof typeof api];
    const found = operationOf(row);
    if (request !== undefined) {
      row.body?.parse(request.example);
      expect(compile(found.requestBody?.content['application/json']?.schema)(request.example)).toBe(true);
    }
    if (response !== undefined) {
      row.response.parse(response.example);
      expect(compile(found.responses[row.status]?.content?.['application/json']?.schema)(response.example)).toBe(true);
    }
  }
});

test('real answers fit the document', async () => {
  await agency.file();
  const { token } = await agency.signedIn('supervisor');
  for (const [row, path] of [
    [api.changes, '/api/v1/changes'],
    [api.policy, '/api/v1/policy'],
    [api.decisions, '/api/v1/decisions'],
    [api.health, '/healthz'],
  ] as const) {
    const answer = await agency.call('GET', path, { token });
    const check = compile(operationOf(row).responses['200']?.content?.['application/json']?.schema);
    expect([path, check(answer.body), check.errors]).toEqual([path, true, null]);
  }
});

type Check = ((value: unknown) => boolean) & { errors?: unknown };

/** Fastify's own validator, in its 2020-12 edition; it comes with Fastify and is asked for through it. */
function compile(schema: unknown): Check {
  const fromFastify = createRequire(createRequire(import.meta.url).resolve('fastify'));
  const ajv = z.custom<AjvClass>((given) => typeof given === 'function').parse(fromFastify('ajv/dist/2020'));
  const { components } = openApi.parse(document);
  const checker = new ajv({ strict: false, validateFormats: false });
  return checker.compile({ ...Object(schema), components });
}
type AjvClass = new (options: object) => { compile: (schema: object) => Check };
