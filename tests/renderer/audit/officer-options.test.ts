import { expect, test } from 'vitest';
import { officerOptions } from '../../../renderer/audit/officer-options.ts';

const officer = (n: number, name: string, displayName: string, disabled = false) => {
  return { id: `0195706f-0000-7000-8000-00000000000${n}`, name, displayName, role: 'officer', disabled } as const;
};
const words = (...officers: ReturnType<typeof officer>[]) => officerOptions(officers).map((one) => one.words);

test('of two officers with the same name, the username tells which; others have their name alone', () => {
  expect(
    words(
      officer(1, 'rivera', 'Officer Rivera'),
      officer(2, 'jrivera', 'Officer Rivera', true),
      officer(3, 'chen', 'Officer Chen'),
      officer(4, 'lee', 'Sergeant Lee', true),
    ),
  ).toEqual([
    'Officer Rivera (rivera)',
    'Officer Rivera (jrivera) (disabled)',
    'Officer Chen',
    'Sergeant Lee (disabled)',
  ]);
});

test('a server that does not tell usernames leaves the names as they are', () => {
  expect(words(officer(1, '', 'Officer Rivera'), officer(2, '', 'Officer Rivera'))).toEqual([
    'Officer Rivera',
    'Officer Rivera',
  ]);
});
