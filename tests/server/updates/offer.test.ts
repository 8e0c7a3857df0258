import { describe, expect, test } from 'vitest';
import type { ReleaseRow } from '#server/db/releases.ts';
import { isInWindow, offerOf, placeOf } from '#server/updates/offer.ts';
import { workstationId } from '../../helpers/releases.ts';

const row = (change: Partial<ReleaseRow>): ReleaseRow => ({
  sequence: 1,
  version: '0.2.0',
  channel: 'stable',
  severity: 'low',
  floor: null,
  manifest: '{}',
  signatures: [],
  published_at: new Date(0),
  state: 'out',
  share: 100,
  window_from: null,
  window_to: null,
  changed_at: new Date(0),
  ...change,
});
const STATIONS = Array.from({ length: 3000 }, workstationId);
const offered = (change: Partial<ReleaseRow>) =>
  STATIONS.filter((one) => offerOf(row(change), one, new Date(), 'America/New_York').release !== null);

describe('a share of the workstations', () => {
  test('is about as large as it says', () => {
    expect(offered({ share: 0 })).toEqual([]);
    expect(offered({ share: 100 })).toEqual(STATIONS);
    // 30 % of 3000, within five standard deviations.
    expect(Math.abs(offered({ share: 30 }).length - 900)).toBeLessThan(125);
  });

  test('only adds workstations when it grows', () => {
    const more = new Set(offered({ share: 60 }));
    expect(offered({ share: 30 }).every((one) => more.has(one))).toBe(true);
  });

  test('begins with others for each version', () => {
    const [first, next] = [offered({ share: 30 }), new Set(offered({ share: 30, version: '0.3.0' }))];
    expect(first.filter((one) => next.has(one)).length).toBeLessThan(first.length / 2);
  });

  test('places a workstation from 0 to below 100', () => {
    for (const one of STATIONS) {
      const place = placeOf(one, '0.2.0');
      expect(place >= 0 && place < 100).toBe(true);
    }
  });
});

test.each([
  ['22:00', '05:00', '2026-03-07T03:30:00Z', true],
  ['22:00', '05:00', '2026-03-07T09:59:00Z', true],
  ['22:00', '05:00', '2026-03-07T10:00:00Z', false],
  ['22:00', '05:00', '2026-03-07T18:00:00Z', false],
  ['09:00', '17:00', '2026-03-07T18:00:00Z', true],
  ['09:00', '17:00', '2026-03-07T22:00:00Z', false],
  ['00:00', '05:00', '2026-03-07T05:00:00Z', true],
])('a window from %s to %s at %s in New York: %s', (from, to, at, expected) => {
  expect(isInWindow({ from, to }, new Date(at), 'America/New_York')).toBe(expected);
});

test('a paused release waits, a withdrawn one is none, and neither says what it is', () => {
  const [one = ''] = STATIONS;
  const at = (state: ReleaseRow['state']) => offerOf(row({ state }), one, new Date(), 'America/New_York');
  expect([at('paused'), at('withdrawn')]).toEqual([
    { offer: 'wait', release: null },
    { offer: 'none', release: null },
  ]);
});
