import type { ChildProcess } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { restartable } from '../../build/dev/restartable.ts';
import { end, launch } from '../../build/processes.mjs';

const started: ChildProcess[] = [];
const ended: (number | null)[] = [];
afterAll(async () => {
  for (const child of started) await end(child);
});

const alive = () => started.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).length;

test('restart calls made while a process is starting are merged, and there are never two processes', async () => {
  let most = 0;
  const restart = restartable(() => {
    const child = launch(['--eval', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
      onEnd: (code) => ended.push(code),
    });
    started.push(child);
    most = Math.max(most, alive());
    return child;
  });
  await restart();
  await Promise.all([restart(), restart(), restart(), restart()]);
  expect(started).toHaveLength(2);
  await restart();
  expect(started).toHaveLength(3);
  expect(most).toBe(1);
  // An exit that we requested is not reported.
  expect(ended).toEqual([]);
});
