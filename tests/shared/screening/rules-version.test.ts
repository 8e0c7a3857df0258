import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES_VERSION } from '#shared/screening/hints.ts';

/**
 * Files whose rules are code. Rules that are data, such as word lists, are fingerprinted by the workstation instead.
 */
const CODED = [
  ...['hints', 'implausible', 'limits', 'jurisdiction', 'geometry', 'danger', 'written'].map(
    (name) => `screening/${name}`,
  ),
  'domain/serial',
];

/** Hashes only the statements: comments do not affect a report. */
const digest = (): string => {
  const hash = createHash('sha256');
  for (const name of CODED) {
    const text = readFileSync(new URL(`../../../shared/${name}.ts`, import.meta.url), 'utf8');
    const statements = text.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '').replaceAll(/\s+/g, '');
    hash.update(statements.replace(/RULES_VERSION=\d+/, ''));
  }
  return hash.digest('hex').slice(0, 16);
};

test('whoever changes a rule raises RULES_VERSION, so that workstations screen once more what they have', () => {
  expect({ version: RULES_VERSION, rules: digest() }).toEqual({ version: 9, rules: '64ea7e2a0e60bef5' });
});
