import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStartMark, type StartMark } from '#electron/main/start/start-mark.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
let minute = 0;
let bootedAt: Date;
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 5, 8, minutes));
beforeEach(() => {
  folder = temporaryFolder();
  minute = 0;
  bootedAt = at(-600);
});
afterEach(() => folder.remove());

/** Simulates the next start, a minute later. */
function start(version = '0.2.0', notWritten = (error: unknown): void => expect.fail(String(error))): StartMark {
  minute += 1;
  const now = () => at(minute);
  const mark = openStartMark({ folder: folder.path, version, now, bootedAt, notWritten });
  if (!mark.needsRepair) mark.begin();
  return mark;
}

const reboot = () => {
  minute += 1;
  bootedAt = at(minute);
};

describe('the third start opens the repair page', () => {
  test('after two that failed', () => {
    start().fail('worker');
    expect(start().needsRepair).toBe(false);
    const third = start();
    expect([third.needsRepair, third.get().unfinished]).toEqual([true, 2]);
  });

  test('after two that just ended, as by a crash in native code', () => {
    start();
    start();
    expect(start()).toMatchObject({ needsRepair: true, failure: null });
  });

  test('also if the computer was restarted after each failure, as people do', () => {
    for (let n = 0; n < 2; n += 1) {
      start().fail('window');
      reboot();
    }
    expect(start()).toMatchObject({ needsRepair: true, failure: 'window' });
  });

  test('also if each failed window was closed by hand', () => {
    for (let n = 0; n < 2; n += 1) {
      const mark = start();
      mark.fail('window');
      mark.quit();
    }
    expect(start().needsRepair).toBe(true);
  });

  test('and so do those after it, until one finishes', () => {
    start().fail('worker');
    start().fail('worker');
    expect(start().needsRepair).toBe(true);
    const again = start();
    expect(again.needsRepair).toBe(true);
    // Simulates "Try again" on the repair page.
    again.begin();
    again.finish();
    expect(start().needsRepair).toBe(false);
  });
});

test('the repair page still says why after it was open for long, and closed', () => {
  start().fail('worker');
  start().fail('worker');
  const repair = start();
  repair.fail('late');
  repair.quit();
  expect(start()).toMatchObject({ needsRepair: true, failure: 'worker' });
});

describe('the third start is an ordinary one', () => {
  test('after quitting twice before the sign-in was there', () => {
    start().quit();
    start().quit();
    expect(start().needsRepair).toBe(false);
  });

  test('after the power failed twice during the start', () => {
    start();
    reboot();
    start();
    reboot();
    expect(start().needsRepair).toBe(false);
  });

  test('after a finished start between two failures', () => {
    start().fail('late');
    start().finish();
    start().fail('late');
    expect(start().needsRepair).toBe(false);
  });

  test('of another version', () => {
    start().fail('worker');
    start().fail('worker');
    expect(start('0.1.0').needsRepair).toBe(false);
  });

  test('after starts that were slow and then finished', () => {
    for (let n = 0; n < 2; n += 1) {
      const mark = start();
      mark.fail('late');
      mark.finish();
    }
    expect(start().needsRepair).toBe(false);
  });
});

test('the last good version is the last whose start finished, and not one that was only quit', () => {
  start('0.1.0').finish();
  start('0.2.0').quit();
  start('0.2.0').fail('worker');
  expect(start('0.2.0').get().lastGood).toEqual({ version: '0.1.0', at: at(1).toISOString() });
});

test.each(['', '{', '[]', '{"version":7}'])('a mark that reads "%s" counts as none', (text) => {
  writeFileSync(join(folder.path, 'start.json'), text);
  expect(start()).toMatchObject({ needsRepair: false, failure: null });
});

test('the mark is one file that only its user can read', () => {
  start();
  expect(readdirSync(folder.path)).toEqual(['start.json']);
  expect(statSync(join(folder.path, 'start.json')).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(join(folder.path, 'start.json'), 'utf8'))).toMatchObject({ state: 'starting' });
});

test('a mark that cannot be written keeps nobody from work', () => {
  const errors: unknown[] = [];
  writeFileSync(join(folder.path, 'in-the-way'), '');
  const mark = openStartMark({
    folder: join(folder.path, 'in-the-way'),
    version: '0.2.0',
    now: () => at(0),
    bootedAt,
    notWritten: (error) => errors.push(error),
  });
  mark.begin();
  mark.finish();
  expect(errors).toHaveLength(2);
});
