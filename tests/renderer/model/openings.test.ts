import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { createOpenings } from '../../../renderer/model/openings.ts';

/** Makes openings. The test decides when storing them succeeds or fails. */
function slowly() {
  const stored: { id: string; settle: () => void; fail: (error: unknown) => void }[] = [];
  const openings = createOpenings(
    (id) =>
      new Promise<void>((settle, fail) => {
        stored.push({ id, settle, fail });
      }),
  );
  return { openings, stored };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a report may be shown only once its opening is stored', async () => {
  const { openings, stored } = slowly();
  openings.open('a');
  expect(openings.drawn()).toEqual({ id: null, error: null });
  stored[0]?.settle();
  await settled();
  expect(openings.drawn()).toEqual({ id: 'a', error: null });
});

test('a report that stays open is stored once, and again after it was closed', async () => {
  const { openings, stored } = slowly();
  openings.open('a');
  openings.open('a');
  stored[0]?.settle();
  await settled();
  openings.open('a');
  expect(stored).toHaveLength(1);
  openings.close();
  expect(openings.drawn().id).toBeNull();
  openings.open('a');
  expect([stored.length, openings.drawn().id]).toEqual([2, null]);
});

test('an answer about a report that is no longer wanted changes nothing', async () => {
  const { openings, stored } = slowly();
  openings.open('a');
  openings.open('b');
  stored[1]?.settle();
  stored[0]?.fail(new Error('late'));
  await settled();
  expect(openings.drawn()).toEqual({ id: 'b', error: null });
});

test('an opening that could not be stored says why, and a retry stores it', async () => {
  const { openings, stored } = slowly();
  openings.open('a');
  stored[0]?.fail(new AppError('disk_full'));
  await settled();
  expect(openings.drawn()).toMatchObject({ id: 'a', error: { code: 'disk_full' } });
  openings.retry();
  stored[1]?.settle();
  await settled();
  expect(openings.drawn()).toEqual({ id: 'a', error: null });
});
