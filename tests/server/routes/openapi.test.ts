import { afterAll, beforeAll, expect, test } from 'vitest';
import { ERROR_STATUS } from '#server/routes/errors.ts';
import { EXAMPLES } from '#server/routes/examples/index.ts';
import { api } from '#shared/api.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { compile, document, type Operation, openApiOf, operations } from '../../helpers/open-api.ts';

const rows: [string, Endpoint][] = Object.entries(api);

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

function operationOf(row: Endpoint): Operation {
  const found = document.paths[row.path.replace(/:(\w+)/g, '{$1}')]?.[row.method.toLowerCase() as 'get'];
  if (found === undefined) throw new Error(`${row.method} ${row.path} is not in the document`);
  return found;
}

test('the document is OpenAPI 3.1 and is served unchanged', async () => {
  const served = await agency.call('GET', '/openapi.json');
  expect(served.status).toBe(200);
  expect(openApiOf(served.body)).toEqual(JSON.parse(JSON.stringify(document)));
});

test.each(rows)('%s is in the document with every part of its row', (name, row) => {
  const found = operationOf(row);
  expect(found.operationId).toBe(name);
  expect(found.security).toEqual(row.auth === 'public' ? [] : [{ bearer: [] }]);
  const placeholders = [...row.path.matchAll(/:(\w+)/g)].map(([, one]) => one);
  const inPath = found.parameters.filter((one) => one.in === 'path');
  expect(inPath.map((one) => one.name)).toEqual(placeholders);
  expect(inPath.every((one) => one.required)).toBe(true);
  expect(found.requestBody !== undefined).toBe(row.body !== undefined);
  expect(found.responses[row.status]?.content !== undefined).toBe(row.status !== 204);
  if (row.status !== 204) expect(Object.keys(found.responses[row.status]?.content ?? {})).toEqual(row.media);
  for (const code of row.errors) {
    const status = ERROR_STATUS[code];
    expect(found.responses[String(status)]?.description).toContain(`\`${code}\``);
  }
});

test('every reference resolves, and every schema compiles under JSON Schema 2020-12', () => {
  const text = JSON.stringify(document);
  const names = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
  expect(names.length).toBeGreaterThan(10);
  const { schemas } = document.components;
  for (const name of names) expect(Object.keys(schemas)).toContain(name?.replace('#/components/schemas/', ''));
  for (const [, row] of rows) {
    for (const one of operationOf(row).parameters) compile(one.schema);
    for (const answer of Object.values(operationOf(row).responses)) {
      const schema = answer.content?.['application/json']?.schema;
      if (schema !== undefined) compile(schema);
    }
  }
});

test('patterns mean the same in every language: no character classes that match beyond ASCII in some', () => {
  const patterns = new Set<string>();
  JSON.stringify(document, (key, value: unknown) => {
    if (key === 'pattern' && typeof value === 'string') patterns.add(value);
    return value;
  });
  expect(patterns.size).toBeGreaterThan(15);
  expect([...patterns].filter((one) => /\\[dwb]/i.test(one))).toEqual([]);
  expect(patterns).toContain('^T[0-9]{2}-(?:[0-9]{6}|X[1-9][0-9]{6})-[0-9]$');
  expect(patterns).toContain('^[A-Za-z0-9_-]{20,200}$');
});

test('every request and every response has a worked example', () => {
  const without: string[] = [];
  for (const [name, row] of Object.entries(api) as [string, Endpoint][]) {
    const { request, response } = EXAMPLES[name] ?? {};
    if (row.body !== undefined && request === undefined) without.push(`${name}, request`);
    const isAnswered = row.status !== 204 && row.answers !== 'file';
    if (isAnswered && response === undefined) without.push(`${name}, answer`);
  }
  expect(without).toEqual([]);
});

test("the examples are valid under both our schemas and the document's", () => {
  for (const [name, { request, response }] of Object.entries(EXAMPLES)) {
    const row: Endpoint = api[name as keyof typeof api];
    const found = operationOf(row);
    if (request !== undefined) {
      row.body?.parse(request.example);
      const isValid = compile(found.requestBody?.content['application/json']?.schema);
      expect([name, isValid(request.example), isValid.errors]).toEqual([name, true, null]);
    }
    if (response !== undefined) {
      row.response.parse(response.example);
      const isValid = compile(found.responses[row.status]?.content?.['application/json']?.schema);
      expect([name, isValid(response.example), isValid.errors]).toEqual([name, true, null]);
    }
  }
});

test('every operation declares the answer to headers that are too long, as it is given before any of them is known', async () => {
  const answer = await fetch(`${agency.serverUrl}/healthz`, { headers: { filler: 'x'.repeat(40_000) } });
  expect(answer.status).toBe(431);
  const body: unknown = await answer.json();
  for (const { operation } of operations) {
    const isValid = compile(operation.responses['431']?.content?.['application/json']?.schema);
    expect([operation.operationId, isValid(body), isValid.errors]).toEqual([operation.operationId, true, null]);
  }
});

test('every name is unique, and every tag used is described in the document', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const told = document.tags.map(({ name }) => name);
  const used = new Set(operations.flatMap(({ operation }) => operation.tags));
  expect([...used].sort()).toEqual([...told].sort());
});

test('real responses match the document', async () => {
  await agency.file();
  const { token } = await agency.signedIn('supervisor');
  for (const [row, path] of [
    [api.changes, '/api/v1/changes'],
    [api.policy, '/api/v1/policy'],
    [api.policyOfVersion, '/api/v1/policy/1'],
    [api.decisions, '/api/v1/decisions'],
    [api.health, '/healthz'],
  ] as const) {
    const answer = await agency.call('GET', path, { token });
    const check = compile(operationOf(row).responses['200']?.content?.['application/json']?.schema);
    expect([path, check(answer.body), check.errors]).toEqual([path, true, null]);
  }
});
