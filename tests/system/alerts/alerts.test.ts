import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { promtool } from '../../helpers/promtool.ts';

const run = promisify(execFile);
const RULES = resolve('resources/monitoring/p2c-review-alerts.yml');
const TESTS = resolve('tests/system/alerts/alerts-test.yml');
let program: string;
let folder: string;
beforeAll(async () => {
  program = await promtool();
  folder = mkdtempSync(join(tmpdir(), 'p2c-alerts-'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const copied = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const testsOn = (rules: string) =>
  run(program, ['test', 'rules', copied('tests.yml', readFileSync(TESTS, 'utf8').replace('RULES', rules))]);

test('promtool takes the rules', async () => {
  expect((await run(program, ['check', 'rules', RULES])).stdout).toMatch(/SUCCESS: \d+ rules found/);
});

test('each alert fires when it should, and none on a healthy server', async () => {
  expect((await testsOn(RULES)).stdout).toContain('SUCCESS');
});

test('every alert has its tests, and a rule that never fires fails them', async () => {
  const text = readFileSync(RULES, 'utf8');
  const { groups } = load(text) as { groups: { rules: { alert: string; expr: string }[] }[] };
  for (const { alert, expr } of groups.flatMap(({ rules }) => rules)) {
    const dead = text.replace(expr.trim(), `${expr.trim()} and vector(0) > 1`);
    expect(dead, alert).not.toBe(text);
    await expect(testsOn(copied('dead.yml', dead)), alert).rejects.toThrow(new RegExp(alert));
  }
}, 120_000);
