import { expect, test } from 'vitest';
import { isNewer, lagOf, type Release } from '#shared/domain/workstation.ts';

const NOW = new Date('2026-03-31T12:00:00.000Z');
const release = (version: string, severity: Release['severity'], daysAgo: number): Release => ({
  version,
  channel: 'stable',
  severity,
  publishedAt: new Date(NOW.getTime() - daysAgo * 86_400_000),
});

const stable = (version: string) => ({ version, channel: 'stable' });

test('versions are compared by number, not by letter', () => {
  expect([isNewer('0.10.0', '0.9.9'), isNewer('0.9.9', '0.10.0'), isNewer('1.0.0', '1.0.0')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('the newest version has no lag, whatever came before it', () => {
  expect(lagOf(stable('0.3.0'), [release('0.3.0', 'low', 200), release('0.2.0', 'critical', 300)], NOW)).toBeNull();
});

test('the days count from the first newer release of a severity, and the most urgent severity is told', () => {
  const releases = [release('0.2.0', 'low', 80), release('0.3.0', 'critical', 10), release('0.4.0', 'critical', 2)];
  // The low-severity release has 10 of its 90 days left, the critical one 5 of 15.
  expect(lagOf(stable('0.1.0'), releases, NOW)).toEqual({
    version: '0.4.0',
    severity: 'critical',
    days: 10,
    allowed: 15,
  });
  expect(lagOf(stable('0.3.0'), releases, NOW)).toEqual({
    version: '0.4.0',
    severity: 'critical',
    days: 2,
    allowed: 15,
  });
});

test('what is longest over its time comes first', () => {
  const releases = [release('0.2.0', 'medium', 100), release('0.3.0', 'critical', 20)];
  expect(lagOf(stable('0.1.0'), releases, NOW)).toMatchObject({ severity: 'medium', days: 100, allowed: 60 });
});

test('a release of another channel is nothing to wait for', () => {
  const releases = [{ ...release('0.2.0', 'critical', 20), channel: 'pilot' }];
  expect(lagOf(stable('0.1.0'), releases, NOW)).toBeNull();
  expect(lagOf({ version: '0.1.0', channel: 'pilot' }, releases, NOW)).toMatchObject({ days: 20 });
});
