import { expect, test } from 'vitest';
import { DEFAULT_KEYS, KEY_ACTIONS, type Keys, keysOf } from '#shared/domain/keys.ts';
import { ROLES, type Role } from '#shared/domain/officer.ts';
import { commandFor, keyList, type Place } from '../../../renderer/shell/keymap.ts';
import { actionsOf } from '../../../renderer/shell/views.ts';
import { ACTION_WORDS } from '../../../renderer/wording/action-words.ts';

const desk: Place = { typing: false, overlay: false, control: false, reading: false, reportOpen: false, going: false };
const press = (key: string, place: Partial<Place> = {}) =>
  commandFor({ key, ctrl: false, alt: false, meta: false }, { ...desk, ...place });

test.each([
  ['a', 'approve'],
  ['r', 'reject'],
  ['f', 'follow_up'],
  ['l', 'log_call'],
  ['n', 'note'],
  ['h', 'assign'],
  ['u', 'escalate'],
  ['m', 'correct'],
  ['t', 'return'],
  ['v', 'uphold_appeal'],
  ['b', 'grant_appeal'],
  ['R', 'reject'],
])('%s opens the form for %s', (key, act) => {
  expect(press(key)).toEqual({ kind: 'act', act });
});

test.each(['a', 'r', 'f', 'l', 'j', 'z', '/', '?', 'g', 'Enter', 'Escape'])(
  '%s triggers nothing while someone types or a dialog is open',
  (key) => {
    expect(press(key, { typing: true })).toBeNull();
    expect(press(key, { overlay: true })).toBeNull();
  },
);

test('system and browser shortcuts are left alone', () => {
  for (const hold of [{ ctrl: true }, { alt: true }, { meta: true }]) {
    expect(commandFor({ key: 'r', ctrl: false, alt: false, meta: false, ...hold }, desk)).toBeNull();
  }
});

test('Ctrl+A selects the text of the report, and in a text field what was typed', () => {
  const held = (place: Partial<Place>) =>
    commandFor({ key: 'a', ctrl: true, alt: false, meta: false }, { ...desk, ...place });
  expect(held({ reportOpen: true })).toEqual({ kind: 'select_all' });
  expect([held({ typing: true }), held({ overlay: true })]).toEqual([null, null]);
});

test("j, k and arrows move the cursor; in a report's text the arrows scroll, and j and k still move", () => {
  expect(press('j')).toEqual({ kind: 'move', by: 1 });
  expect(press('ArrowUp')).toEqual({ kind: 'move', by: -1 });
  expect(press('ArrowUp', { reading: true })).toBeNull();
  expect(press('k', { reading: true })).toEqual({ kind: 'move', by: -1 });
});

test('page keys scroll the open report, otherwise the queue', () => {
  expect(press('PageDown')).toEqual({ kind: 'move', by: 'page_down' });
  expect(press('PageDown', { reportOpen: true })).toEqual({ kind: 'scroll', by: 1 });
});

test('Enter and Space go to a focused button', () => {
  expect(press('Enter', { control: true })).toBeNull();
  expect(press(' ', { control: true })).toBeNull();
  expect(press('Enter')).toEqual({ kind: 'open' });
});

test('after G only the letters of views do anything', () => {
  expect(press('g')).toEqual({ kind: 'await_go' });
  expect(press('w', { going: true })).toEqual({ kind: 'go', view: 'outbox' });
  expect(press('r', { going: true })).toEqual({ kind: 'go', view: 'records' });
  expect(press('f', { going: true })).toEqual({ kind: 'go', view: 'linkage' });
  expect(press('v', { going: true })).toEqual({ kind: 'go', view: 'second-review' });
  expect(press('e', { going: true })).toEqual({ kind: 'go', view: 'appeals' });
  expect(press('z', { going: true })).toBeNull();
});

test('C compares, and S, E and D say how the two reports are related', () => {
  expect(press('c')).toEqual({ kind: 'compare' });
  expect(press('s')).toEqual({ kind: 'pair', decision: 'same' });
  expect(press('e')).toEqual({ kind: 'pair', decision: 'related' });
  expect(press('D')).toEqual({ kind: 'pair', decision: 'not_same' });
  // After G, these letters open views.
  expect(press('s', { going: true })).toEqual({ kind: 'go', view: 'settings' });
});

test('the keyboard dialog lists every action with its current key, and none without a key', () => {
  const shown = (keys: Keys) => keyList(keys, 'officer').flatMap(({ rows }) => rows);
  for (const action of KEY_ACTIONS) {
    const row = shown(DEFAULT_KEYS).find(({ does }) => does.startsWith(ACTION_WORDS[action]));
    if (action !== 'go') expect(row?.keys).toContain(DEFAULT_KEYS[action].toUpperCase());
  }
  const changed = keysOf({ approve: 'x' });
  expect(shown(changed).find(({ does }) => does === 'Approve')?.keys).toEqual(['X']);
  const without = { ...DEFAULT_KEYS, go: '', undo: '' };
  expect(shown(without).map(({ does }) => does)).not.toContain(ACTION_WORDS.undo);
  expect(keyList(without, 'officer').map(({ title }) => title)).not.toContain('Go to');
});

test('the keyboard dialog lists the pages of the role, each with its own letter, and no others', () => {
  const pages = (role: Role) =>
    keyList(DEFAULT_KEYS, role)
      .filter(({ title }) => title === 'Go to')
      .flatMap(({ rows }) => rows.map(({ keys, does }) => `${keys.join(' ')} ${does}`));
  expect(pages('officer').join()).not.toMatch(/Decisions|Second review|Figures|Policy|Audit log|Case numbers|Accounts/);
  expect(pages('supervisor')).toEqual(expect.arrayContaining(['G G Figures', 'G V Second review', 'G O Audit log']));
  expect(pages('records')).toEqual(expect.arrayContaining(['G I Find a report', 'G L Holds and retention']));
  expect(pages('records').join()).not.toMatch(/Queue|Second review|Audit log/);
  const all = ROLES.flatMap(pages).map((row) => row.slice(0, 3));
  expect(new Set(all).size).toBe(new Set(ROLES.flatMap(pages)).size);
});

test('a remapped key does its new action and no longer its old one', () => {
  const keys = keysOf({ approve: 'x', go: 'q' });
  const pressed = (key: string) => commandFor({ key, ctrl: false, alt: false, meta: false }, desk, keys);
  expect(pressed('x')).toEqual({ kind: 'act', act: 'approve' });
  expect(pressed('X')).toEqual({ kind: 'act', act: 'approve' });
  expect(pressed('a')).toBeNull();
  expect(pressed('q')).toEqual({ kind: 'await_go' });
  expect(pressed('r')).toEqual({ kind: 'act', act: 'reject' });
});

test('Ctrl or Cmd + L locks from anywhere, even while someone types or a dialog is open', () => {
  for (const hold of [{ ctrl: true }, { meta: true }])
    for (const place of [{}, { typing: true }, { overlay: true }, { control: true }, { going: true }])
      expect(commandFor({ key: 'L', ctrl: false, alt: false, meta: false, ...hold }, { ...desk, ...place })).toEqual({
        kind: 'lock',
      });
  expect(commandFor({ key: 'l', ctrl: true, alt: true, meta: false }, desk)).toBeNull();
});

test('Ctrl or Cmd + K opens the command list, even while someone types, but not over a dialog', () => {
  for (const hold of [{ ctrl: true }, { meta: true }]) {
    const stroke = { key: 'k', ctrl: false, alt: false, meta: false, ...hold };
    expect(commandFor(stroke, { ...desk, typing: true })).toEqual({ kind: 'palette' });
    expect(commandFor(stroke, { ...desk, overlay: true })).toBeNull();
  }
});

test('Ctrl+Shift+C copies the open report, and Ctrl+C stays the copying of a selection', () => {
  const place = { typing: false, overlay: false, control: false, reading: false, reportOpen: true, going: false };
  const stroke = { key: 'C', ctrl: true, alt: false, meta: false };
  expect(commandFor({ ...stroke, shift: true }, place)).toEqual({ kind: 'copy' });
  // With Caps Lock on, the key is a capital letter, too, but Shift was not pressed.
  expect(commandFor(stroke, place)).toBeNull();
});

test.each(['administrator', 'records'] as const)(
  'the help of a role without a queue (%s) names no key for reports',
  (role) => {
    const rows = keyList(DEFAULT_KEYS, role).flatMap((part) => part.rows);
    expect(rows.map(({ does }) => does)).toContain('Settings');
    for (const { does } of rows) expect(does).not.toMatch(/next report|open report|approve|reject|undo/i);
    expect(actionsOf(role)).toEqual(['go', 'keys']);
  },
);
