import { expect, test } from 'vitest';
import { quietWorker } from '../../../helpers/quiet-worker.ts';
import { until } from '../../../helpers/workstation.ts';

test('when the thread dies, pending callers get an error and it is restarted, but not in a tight loop', async () => {
  let restarts = 0;
  const worker = quietWorker(new URL('../../../helpers/fragile-worker.ts', import.meta.url), () => {
    restarts += 1;
  });
  const asked = { token: 'a' };
  expect(await worker.ask('use-token', asked)).toEqual(asked);
  await expect(worker.ask('close', undefined)).rejects.toMatchObject({ code: 'internal' });
  await until(
    () => restarts,
    (n) => n === 1,
  );
  expect(await worker.ask('use-token', asked)).toEqual(asked);
  await expect(worker.ask('close', undefined)).rejects.toMatchObject({ code: 'internal' });
  await expect(worker.ask('use-token', asked)).rejects.toMatchObject({ code: 'internal' });
  expect(restarts).toBe(1);
  await worker.stop();
});

test('a thread that dies again soon after a restart is restarted after a delay', async () => {
  let restarts = 0;
  const file = new URL('../../../helpers/fragile-worker.ts', import.meta.url);
  const worker = quietWorker(
    file,
    () => {
      restarts += 1;
    },
    () => {},
    6000,
  );
  const dies = () => expect(worker.ask('close', undefined)).rejects.toMatchObject({ code: 'internal' });
  const asked = { token: 'a' };
  await dies();
  await until(
    () => restarts,
    (n) => n === 1,
  );
  await dies();
  await expect(worker.ask('use-token', asked)).rejects.toMatchObject({ code: 'internal' });
  await until(
    () => restarts,
    (n) => n === 2,
  );
  expect(await worker.ask('use-token', asked)).toEqual(asked);
  // Stopping the application does not wait for a restart.
  await dies();
  await worker.stop();
});
