import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { EXAMPLES } from '#server/routes/examples/index.ts';
import { schemaWriter } from '#server/routes/openapi-schemas.ts';
import { api } from '#shared/api.ts';
import { API_VERSION } from '#shared/api-version.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { leastOf, samplesOf } from './samples.ts';

export const PARTS = ['params', 'query', 'headers', 'body'] as const;
const values = z.array(z.unknown());
const schema = z.record(z.string(), z.unknown());
const part = z.object({ schema, values });

/** A release's requests and responses, which the releases before and after it have to understand. */
export const contractRecord = z.object({
  version: z.string(),
  apiVersion: z.int(),
  schemas: z.record(z.string(), schema),
  endpoints: z.record(
    z.string(),
    z.object({
      asked: z.string(),
      callers: z.array(z.string()),
      status: z.int(),
      answers: z.string(),
      ...Object.fromEntries(PARTS.map((name) => [name, part.optional()])),
      response: part.optional(),
    } as {
      asked: z.ZodString;
      callers: z.ZodArray<z.ZodString>;
      status: z.ZodInt;
      answers: z.ZodString;
    } & Record<(typeof PARTS)[number] | 'response', z.ZodOptional<typeof part>>),
  ),
});
export type ContractRecord = z.infer<typeof contractRecord>;
export type Rows = Readonly<Record<string, Endpoint>>;

/** Records a contract as it is now, with examples of every request and response that the contract itself accepts. */
export function recordOf(rows: Rows, version: string, apiVersion: number): ContractRecord {
  const schemas: ContractRecord['schemas'] = {};
  const write = schemaWriter(schemas);
  // Writes the schemas of all endpoints first, because a sample may need any named schema.
  const written = Object.entries(rows).map(([name, row]) => {
    const parts = PARTS.flatMap((one) => (row[one] === undefined ? [] : [[one, write(row[one], 'input')] as const]));
    const response =
      row.status === 204 || row.answers === 'file' ? [] : [['response', write(row.response, 'output')] as const];
    return { name, row, parts: [...parts, ...response] };
  });
  const endpoints = written.map(({ name, row, parts }) => {
    const recorded = parts.map(([one, json]) => {
      const example =
        one === 'body' ? EXAMPLES[name]?.request : one === 'response' ? EXAMPLES[name]?.response : undefined;
      const found = [...(example === undefined ? [] : [example.example]), ...samplesOf(json, schemas)]
        .map((value) => (one === 'params' || one === 'query' ? asTyped(value) : value))
        .filter((value) => row[one]?.safeParse(value).success);
      if (found.length === 0) throw new Error(`${name}: no example of its ${one}`);
      return [one, { schema: bare(json), values: found }] as const;
    });
    return [name, { ...outsideOf(row), ...Object.fromEntries(recorded) }] as const;
  });
  return contractRecord.parse(
    JSON.parse(
      JSON.stringify({ version, apiVersion, schemas: bare(schemas), endpoints: Object.fromEntries(endpoints) }),
    ),
  );
}

/** Returns the parts of an endpoint that are not schemas. */
export const outsideOf = ({ method, path, auth, status, answers }: Endpoint) => ({
  asked: `${method} ${path}`,
  callers: typeof auth === 'string' ? [auth] : auth.map(String),
  status,
  answers,
});

/** Returns an example of this part of a request that has only what is required today. */
export const leastRequest = (row: Endpoint, one: (typeof PARTS)[number]): unknown => {
  const schemas: ContractRecord['schemas'] = {};
  const json = schemaWriter(schemas)(row[one] ?? z.object({}), 'input');
  const example = leastOf(json, schemas);
  return one === 'params' || one === 'query' ? asTyped(example) : example;
};

/** Turns values into text, because everything in an address is text. */
function asTyped(value: unknown): unknown {
  return Object.fromEntries(
    Object.entries(Object(value)).map(([key, one]) => [key, Array.isArray(one) ? one.map(String) : String(one)]),
  );
}

/** Returns a schema without descriptions, and without enums for which an unknown value is replaced (`catch`). */
function bare(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(bare);
  if (json === null || typeof json !== 'object') return json;
  const kept = Object.entries(json).filter(
    ([key, value]) =>
      !(key === 'description' && typeof value === 'string') &&
      !(key === 'enum' && Array.isArray(value) && Object.hasOwn(json, 'default')),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, bare(value)]));
}

/** Writes a line for each endpoint and each named schema, so that people can read a difference. */
const written = ({ version, apiVersion, schemas, endpoints }: ContractRecord): string => {
  const lines = (some: object) =>
    Object.entries(some)
      .map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n');
  const head = `"version": ${JSON.stringify(version)},\n "apiVersion": ${apiVersion}`;
  return `{\n ${head},\n "schemas": {\n${lines(schemas)}\n },\n "endpoints": {\n${lines(endpoints)}\n }\n}\n`;
};

if (import.meta.main) {
  const { version } = packageJson;
  const file = new URL(`releases/${version}.json`, import.meta.url);
  writeFileSync(file, written(recordOf(api, version, API_VERSION)));
  console.log(`recorded the contract of ${version}`);
}
