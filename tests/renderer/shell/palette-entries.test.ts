import { expect, test } from 'vitest';
import { ACT_KINDS } from '#shared/domain/act.ts';
import { DEFAULT_KEYS } from '#shared/domain/keys.ts';
import { commandFor, type Stroke } from '../../../renderer/shell/keymap.ts';
import { paletteEntries } from '../../../renderer/shell/palette-entries.ts';

const desk = { typing: false, overlay: false, control: false, reading: false, reportOpen: false, going: false };
const all = paletteEntries({
  allowed: ACT_KINDS,
  reportOpen: true,
  canUndo: true,
  role: 'supervisor',
  keys: DEFAULT_KEYS,
});

/** The strokes behind what an entry shows as its keys. */
function strokes(keys: string): { stroke: Stroke; going: boolean }[] {
  const plain = { ctrl: false, alt: false, meta: false };
  const [first = '', second] = keys.split(' ');
  if (first === 'Ctrl') return [{ stroke: { ...plain, ctrl: true, key: second ?? '' }, going: false }];
  if (first === 'G') return [{ stroke: { ...plain, key: second ?? '' }, going: true }];
  const key = { Space: ' ', Esc: 'Escape' }[first] ?? first;
  return [{ stroke: { ...plain, key }, going: false }];
}

test.each(all.filter(({ keys }) => keys !== ''))('$title: the key that is shown does the same', ({ keys, command }) => {
  for (const { stroke, going } of strokes(keys)) expect(commandFor(stroke, { ...desk, going })).toEqual(command);
});

test('every act can be found by its words', () => {
  expect(all.filter(({ command }) => command.kind === 'act')).toHaveLength(ACT_KINDS.length);
});

test('nothing is offered that would have no effect now', () => {
  const ids = paletteEntries({
    allowed: ['log_call'],
    reportOpen: false,
    canUndo: false,
    role: 'officer',
    keys: DEFAULT_KEYS,
  }).map(({ id }) => id);
  expect(ids).toContain('act-log_call');
  for (const id of ['act-approve', 'undo', 'fill', 'back', 'go-audit']) expect(ids).not.toContain(id);
});
