import { createRequire } from 'node:module';
import { z } from 'zod';
import { openApiDocument } from '#server/routes/openapi.ts';
import { api } from '#shared/api.ts';

export type Schema = Record<string, unknown>;

/** The parts of the OpenAPI 3.1 specification that we use, as strict schemas: any misspelling fails. */
const schemaObject = z.record(z.string(), z.unknown());
const described = z.string().min(1);
const mediaType = z.strictObject({
  schema: schemaObject,
  example: z.unknown().optional(),
  examples: z.record(z.string(), z.strictObject({ value: z.unknown() })).optional(),
});
const content = z.record(z.string().regex(/^[a-z]+\/[a-z+-]+$/), mediaType);
const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: described,
  schema: schemaObject,
});
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-zA-Z]+$/),
  tags: z.array(z.string()).length(1),
  summary: described,
  description: described,
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/),
    z.strictObject({
      description: described,
      headers: z
        .record(z.string(), z.strictObject({ description: described, required: z.literal(true), schema: schemaObject }))
        .optional(),
      content: content.optional(),
    }),
  ),
});
export type Operation = z.infer<typeof operation>;

const openApi = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({
    title: described,
    version: described,
    description: described,
    contact: z.strictObject({ name: described }),
    license: z.strictObject({ name: described, identifier: described }),
  }),
  servers: z.array(z.strictObject({ url: described, description: described })).min(1),
  tags: z.array(z.strictObject({ name: described, description: described })),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'post', 'put', 'delete', 'head', 'patch']), operation),
  ),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[A-Z]\w*$/), schemaObject),
    securitySchemes: z.record(
      z.string(),
      z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer'), description: described }),
    ),
  }),
});

/** The document as served, parsed according to the specification. */
export const openApiOf = (given: unknown) => openApi.parse(given);
export const document = openApiOf(openApiDocument(api));

/** Every operation with its path, such as `/api/v1/reports/{reportId}`, and its method. */
export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, found]) => ({ path, method: method.toUpperCase(), operation: found })),
);

export type Check = ((value: unknown) => boolean) & { errors?: unknown };
type AjvClass = new (options: object) => { compile: (schema: object) => Check; addSchema: (schema: object) => void };

/**
 * Returns Fastify's own validator in its 2020-12 edition, resolved through Fastify. Formats are not checked: wherever
 * we use one, there is a pattern, too.
 */
export const checkerOf = (schemas: object) => {
  const fromFastify = createRequire(createRequire(import.meta.url).resolve('fastify'));
  const ajv = z.custom<AjvClass>((given) => typeof given === 'function').parse(fromFastify('ajv/dist/2020'));
  // Each check is used a few times, so optimizing its code takes longer than it saves.
  const made = new ajv({ strict: false, validateFormats: false, inlineRefs: false, code: { optimize: false } });
  made.addSchema({ $id: 'document', ...under({ components: { schemas } }) });
  return { compile: (schema: object) => made.compile(under(schema)) };
};
export const checker = checkerOf(document.components.schemas);

/** Rewrites the document's references so that they work from outside it. */
function under(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/'));
}

/** Compiled checks by the text of their schema, because most operations answer errors in the same shapes. */
const compiled = new Map<string, Check>();

export function compile(schema: unknown): Check {
  const text = JSON.stringify(schema);
  const check = compiled.get(text) ?? checker.compile(Object(schema));
  compiled.set(text, check);
  return check;
}
