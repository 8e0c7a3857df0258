import { expect, test } from 'vitest';
import { changesReport, shownFlags } from '../../../renderer/model/as-seen.ts';
import { openRequirements } from '../../../renderer/model/requirements.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

test('a letter on its way and an appeal are no changes of the report since a decision; an addition is one', () => {
  for (const kind of ['letter_sent', 'letter_failed', 'appealed', 'appeal_decided'] as const)
    expect([kind, changesReport({ kind })]).toEqual([kind, false]);
  for (const kind of ['added', 'answered', 'corrected', 'returned'] as const)
    expect([kind, changesReport({ kind })]).toEqual([kind, true]);
});

test('the requirements that were open at a decision are those of the flags that its officer saw and had not dismissed', () => {
  const openAt = (hintsShown: string[], hintsDismissed: string[]) => {
    const hints = shownFlags({ hintsShown, hintsDismissed }) ?? [];
    return openRequirements({ report: aReport(), hints }, firstPolicy()).map(({ reason }) => reason.code);
  };
  expect(openAt(['camera', 'outside_address'], ['camera'])).toEqual(['outside_hartford']);
  expect(openAt(['camera'], ['camera'])).toEqual([]);
  expect(shownFlags(null)).toBeNull();
});
