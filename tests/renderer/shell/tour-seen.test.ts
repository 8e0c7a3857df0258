import { expect, test } from 'vitest';
import { MOST_TOURS, workstationSettings } from '#shared/settings.ts';
import { isTourSeen, withTourSeen } from '../../../renderer/shell/tour-seen.ts';

const officer = (n: number) => ({
  id: `0195706f-0000-7000-8000-${String(n).padStart(12, '0')}`,
  name: 'rivera',
  displayName: 'Officer Rivera',
  role: 'officer' as const,
});
const FIRST = workstationSettings.parse({});

test('without a keychain, the workstation remembers who has seen the tour, and for nobody else', () => {
  const next = withTourSeen(FIRST, { officer: officer(1), cache: 'memory' });
  const kept = workstationSettings.parse(JSON.parse(JSON.stringify(next)));
  expect(isTourSeen(kept, { officer: officer(1), cache: 'memory' })).toBe(true);
  expect(isTourSeen(kept, { officer: officer(2), cache: 'memory' })).toBe(false);
});

test('an officer whose own preferences are kept leaves nothing in the workstation’s settings', () => {
  expect(withTourSeen(FIRST, { officer: officer(1), cache: 'encrypted' })).toBeNull();
});

test('what is remembered is bounded, and the newest stay', () => {
  let settings = FIRST;
  for (let n = 0; n < MOST_TOURS + 5; n++)
    settings = withTourSeen(settings, { officer: officer(n), cache: 'memory' }) ?? expect.fail('nothing to remember');
  expect(workstationSettings.safeParse(settings).success).toBe(true);
  expect(isTourSeen(settings, { officer: officer(MOST_TOURS + 4), cache: 'memory' })).toBe(true);
  expect(isTourSeen(settings, { officer: officer(0), cache: 'memory' })).toBe(false);
});
