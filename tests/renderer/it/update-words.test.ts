import { expect, test } from 'vitest';
import { type UpdateState, updateState } from '#shared/ipc-shapes.ts';
import { severityName, updateWords } from '../../../renderer/it/update-words.ts';

const STATE: UpdateState = {
  current: '0.1.0',
  phase: 'unknown',
  available: '0.2.0',
  severity: 'high',
  notes: { en: 'Saved replies.' },
  installs: 'quit',
  checkedAt: null,
  problem: null,
  belowFloor: false,
  keys: 'ok',
  news: null,
};
const PROBLEMS = updateState.shape.problem.unwrap().options;

test('every phase has its own title', () => {
  const titles = updateState.shape.phase.options.map((phase) => updateWords({ ...STATE, phase }).title);
  expect(new Set(titles).size).toBe(titles.length);
});

test.each(PROBLEMS)('a release that is refused (%s) says why, and whom to tell', (problem) => {
  const { tone, text } = updateWords({ ...STATE, phase: 'refused', problem });
  expect([tone, text]).toEqual(['danger', expect.stringMatching(/^\S.* Tell your IT staff\.$/)]);
});

test('an update that is ready says when it is installed', () => {
  const at = (installs: UpdateState['installs']) => updateWords({ ...STATE, phase: 'ready', installs });
  expect(at('quit')).toMatchObject({ tone: 'ok', title: 'Version 0.2.0 is ready' });
  expect(at('quit').text).not.toBe(at('window').text);
});

test('each severity has a name', () => {
  expect((['critical', 'high', 'medium', 'low'] as const).map(severityName)).toEqual([
    'Critical',
    'High',
    'Medium',
    'Low',
  ]);
});
