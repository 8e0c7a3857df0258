import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Agency, startAgency } from '../helpers/agency.ts';

type Rules = { groups: { rules: { alert: string; expr: string }[] }[] };
const RULES = (load(readFileSync('resources/monitoring/p2c-review-alerts.yml', 'utf8')) as Rules).groups.flatMap(
  ({ rules }) => rules,
);

let agency: Agency;
let text: string;
beforeAll(async () => {
  agency = await startAgency({ env: { P2C_METRICS_PORT: '0', P2C_JOBS: '1' } });
  await agency.call('GET', '/healthz');
  const exported = async () => (await fetch(agency.metricsUrl ?? '')).text();
  await vi.waitFor(async () => expect(await exported()).toContain('job_name="audit-anchor"'), { timeout: 30_000 });
  text = await exported();
});
afterAll(() => agency.stop());

test.each(RULES)('every metric and every value of a label in $alert is exported', ({ expr }) => {
  const metrics = expr.match(/\bp2c_\w+/g) ?? [];
  if (metrics.length === 0) expect(expr).toMatch(/\bup\b/);
  for (const metric of metrics) expect(text).toMatch(new RegExp(`^${metric}[ {]`, 'm'));
  for (const [label] of expr.matchAll(/\b(?:job_name|state)="[^"]+"/g)) expect(text).toContain(label);
});

test('no metric has a label of Prometheus itself, which would be renamed', () => {
  expect(text).not.toMatch(/[{,](job|instance)="/);
});

test('each metric that the handbook names is exported', () => {
  const named = readFileSync('docs/running-a-server.md', 'utf8').match(/\bp2c_[a-z]\w+/g) ?? [];
  const metrics = named.filter((name) => !/^p2c_(app|migrate|restored)/.test(name));
  for (const metric of metrics) expect(text).toMatch(new RegExp(`^${metric}[ {]`, 'm'));
});
