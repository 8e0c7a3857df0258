import { expect, test } from 'vitest';
import { ACT_KINDS } from '#shared/domain/act.ts';
import { DEFAULT_KEYS, KEY_ACTIONS } from '#shared/domain/keys.ts';
import { standardViews } from '#shared/domain/views.ts';
import { COMMANDS, type Command, commandFor, type Stroke } from '../../../renderer/shell/keymap.ts';
import { paletteEntries } from '../../../renderer/shell/palette-entries.ts';

const desk = { typing: false, overlay: false, control: false, reading: false, reportOpen: false, going: false };
const { filter, sort } = standardViews('officer')[0];
const own = { title: 'Night shift', filter, sort };
const entries = (open: 'report' | 'compare' | null, isPossible: (command: Command) => boolean = () => true) =>
  paletteEntries({
    isPossible,
    open,
    rejects: 'Reject B as a duplicate of A',
    views: [...standardViews('officer'), own],
    keys: DEFAULT_KEYS,
  });
const all = [...entries('report'), ...entries('compare'), ...entries(null)];

/** Returns the keystrokes for the keys that an entry shows. */
function strokes(keys: string): { stroke: Stroke; going: boolean }[] {
  const plain = { ctrl: false, alt: false, meta: false };
  const [first = '', second] = keys.split(' ');
  if (first === 'Ctrl' && second === 'Shift') {
    return [{ stroke: { ...plain, ctrl: true, shift: true, key: keys.split(' ')[2] ?? '' }, going: false }];
  }
  if (first === 'Ctrl') return [{ stroke: { ...plain, ctrl: true, key: second ?? '' }, going: false }];
  if (first === 'G') return [{ stroke: { ...plain, key: second ?? '' }, going: true }];
  const key = { Space: ' ', Esc: 'Escape' }[first] ?? first;
  return [{ stroke: { ...plain, key }, going: false }];
}

test.each(all.filter(({ keys }) => keys !== ''))('$title: the displayed key does the same', ({ keys, command }) => {
  for (const { stroke, going } of strokes(keys)) expect(commandFor(stroke, { ...desk, going })).toEqual(command);
});

test('in a comparison, rejecting is called what it does now', () => {
  expect(entries('compare').find(({ id }) => id === 'reject')?.title).toBe('Reject B as a duplicate of A');
});

test('every action can be found by its words', () => {
  const acts = entries('report').filter(({ command }) => command.kind === 'act');
  expect(acts).toHaveLength(ACT_KINDS.length);
});

test('every action with a key has an entry, and so do every view and signing out', () => {
  const found = all.map(({ command }) => command);
  for (const action of KEY_ACTIONS.filter((one) => one !== 'go')) expect(found).toContainEqual(COMMANDS[action]);
  for (const view of [...standardViews('officer'), own]) expect(found).toContainEqual({ kind: 'show', view });
  expect(found).toContainEqual({ kind: 'sign_out' });
});

test.each(['report', 'compare', null] as const)('no entry is listed twice when %s is open', (open) => {
  const ids = entries(open).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('no entry is offered that would have no effect now', () => {
  const offered = entries('report', ({ kind }) => kind === 'lock' || kind === 'undo').map(({ id }) => id);
  expect(offered).toEqual(['undo', 'lock']);
});
