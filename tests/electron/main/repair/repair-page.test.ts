import { afterEach, expect, test } from 'vitest';
import { repairPage } from '#electron/main/repair/repair-page.ts';
import { speak } from '#electron/main/shell/words.ts';

afterEach(() => void speak('en'));

const facts = { version: '0.2.0', unfinished: 2, failure: null, lastGood: null, waiting: 0 };

test('the page has no script and no style of its own, so that its policy allows neither', () => {
  const html = repairPage(facts, 'system');
  expect(html).not.toMatch(/<script|<style|style=|\son\w+=/);
});

test('what is read from the disk can be no markup', () => {
  const html = repairPage({ ...facts, lastGood: { version: '<img src=x>', at: '2026-03-05T10:00:00.000Z' } }, 'system');
  expect(html).not.toContain('<img');
});

test('unsent decisions can be saved only if there are any', () => {
  expect(repairPage(facts, 'system')).not.toContain('name="export"');
  expect(repairPage({ ...facts, waiting: 3 }, 'system')).toContain('name="export"');
});

test('the page speaks Spanish to those whose system does', () => {
  speak('es');
  const html = repairPage(facts, 'dark');
  expect(html).toContain('<html lang="es" data-theme="dark">');
  expect(html).toContain('Intentar de nuevo');
});
