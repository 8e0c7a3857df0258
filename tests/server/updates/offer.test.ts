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
const offerTo = (rows: ReleaseRow[], workstation: string, seen = 0) =>
  offerOf(rows, { workstation, seen }, new Date(), 'America/New_York');
const offered = (change: Partial<ReleaseRow>) => STATIONS.filter((one) => offerTo([row(change)], one).release !== null);

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

test('a paused release waits, and where there is none, nothing is offered', () => {
  const [one = ''] = STATIONS;
  expect([offerTo([row({ state: 'paused' })], one), offerTo([], one)]).toEqual([
    { offer: 'wait', release: null, later: false, floor: null },
    { offer: 'none', release: null, later: false, floor: null },
  ]);
});

test('a release that begins with a few takes the one before from nobody, and one who has seen it goes not back', () => {
  const older = row({ manifest: 'older' });
  const newer = row({ sequence: 2, version: '0.3.0', manifest: 'newer', share: 10 });
  const gets = STATIONS.map((one) => offerTo([newer, older], one));
  const few = gets.filter(({ release }) => release?.manifest === 'newer').length;
  expect(few > 0 && few < 600).toBe(true);
  expect(gets.filter(({ release, later }) => release?.manifest === 'older' && later)).toHaveLength(3000 - few);
  expect(offerTo([row({ ...newer, state: 'paused' }), older], STATIONS[0] ?? '', 2)).toMatchObject({
    offer: 'wait',
    release: null,
  });
  expect(offerTo([older], STATIONS[0] ?? '', 2).offer).toBe('none');
});

test('the newest floor holds for everybody, also a lower one, outside of the share and while its release is paused', () => {
  const rows = [
    row({ sequence: 4, version: '0.11.0', manifest: 'none' }),
    row({ sequence: 3, version: '0.10.0', floor: '0.3.0', manifest: 'newest', share: 0, state: 'paused' }),
    row({ sequence: 2, version: '0.9.0', floor: '0.9.0', manifest: 'higher' }),
  ];
  for (const one of STATIONS.slice(0, 20)) expect(offerTo(rows, one).floor?.manifest).toBe('newest');
});
