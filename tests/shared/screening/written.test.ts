import { expect, test } from 'vitest';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { screen } from '#shared/screening/hints.ts';
import { mustAccept } from '#shared/screening/must-accept.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const FILED_AT = '2026-03-07T14:00:00.000Z';
const entry = (more: Partial<HistoryEntry>): HistoryEntry => ({
  at: '2026-03-08T10:00:00.000Z',
  kind: 'message',
  by: null,
  event: { code: 'message_received', params: { files: 0 } },
  note: null,
  letter: null,
  ...more,
});
const CAMERA = 'There is a video from the doorbell camera.';
const SUSPECT = 'I know his name.';
const screened = (how: string, ...history: HistoryEntry[]) => screen(aReport({ facts: { how }, history }), null);

test.each([
  ['reply', entry({ kind: 'answered', event: { code: 'answered', params: { files: 0 } } })],
  ['message', entry({})],
  ['addition', entry({ kind: 'added', event: { code: 'added', params: { files: 0 } } })],
  ['addition', entry({ kind: 'added', event: { code: 'added_again', params: { files: 0 } } })],
  ['appeal', entry({ kind: 'appealed', event: { code: 'appealed', params: {} } })],
  [
    'duplicate',
    entry({ kind: 'noted', event: { code: 'duplicate_added', params: { duplicate: 'P2C-2026-000002-X', files: 0 } } }),
  ],
] as const)('words of the reporter raise the same flag in the form and in a later %s', (place, later) => {
  expect(screened(CAMERA)).toEqual([
    {
      code: 'camera',
      params: {},
      readings: [{ place: 'form', at: FILED_AT, words: expect.stringContaining('camera') }],
    },
  ]);
  const hints = screened('My bicycle is gone.', { ...later, note: CAMERA });
  expect(hints).toEqual([
    { code: 'camera', params: {}, readings: [{ place, at: later.at, words: expect.stringContaining('camera') }] },
  ]);
});

test('each flag says every place that it was read in, with the words from there', () => {
  const message = entry({ at: '2026-03-09T10:00:00.000Z', note: `${SUSPECT} ${CAMERA}` });
  const hints = screened(CAMERA, message);
  expect(hints.map(({ code, readings }) => [code, readings?.map(({ place, at }) => [place, at])])).toEqual([
    ['suspect_named', [['message', message.at]]],
    [
      'camera',
      [
        ['form', FILED_AT],
        ['message', message.at],
      ],
    ],
  ]);
  for (const { readings } of hints) {
    for (const { place, words } of readings ?? []) expect(place === 'form' ? CAMERA : message.note).toContain(words);
  }
});

test('many messages show their first and newest places only', () => {
  const many = Array.from({ length: 40 }, (_, at) =>
    entry({ at: `2026-03-08T10:${String(at).padStart(2, '0')}:00.000Z`, note: CAMERA }),
  );
  expect(screened(CAMERA, ...many)[0]?.readings?.map(({ at }) => at)).toEqual([
    FILED_AT,
    ...many.slice(-3).map(({ at }) => at),
  ]);
});

test('what officers write raises no flag', () => {
  expect(screened('My bicycle is gone.', entry({ by: 'Rivera', note: `${CAMERA} ${SUSPECT}` }))).toEqual([]);
});

test('a later message settles what kind of incident the narrative left open', () => {
  const lost = 'I lost my bicycle.';
  expect(screened(lost)).toMatchObject([{ code: 'reads_as_lost', readings: [{ place: 'form' }] }]);
  expect(screened(lost, entry({ note: 'The lock was cut, it was stolen.' }))).toEqual([]);
});

test('a rule on what must be accepted goes by what the reporter wrote later, too', () => {
  const policy = firstPolicy();
  const [rule] = policy.mustAccept;
  const cameras = {
    ...policy,
    mustAccept: rule === undefined ? [] : [{ ...rule, kinds: [], hints: ['camera' as const] }],
  };
  const report = (note: string) => aReport({ facts: { how: 'My bicycle is gone.' }, history: [entry({ note })] });
  expect(mustAccept(report(CAMERA), cameras)).toHaveLength(1);
  expect(mustAccept(report('Thank you.'), cameras)).toHaveLength(0);
});
