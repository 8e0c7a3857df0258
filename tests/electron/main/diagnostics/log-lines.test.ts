import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '#electron/common/log.ts';
import { logLines } from '#electron/main/diagnostics/log-lines.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const AT = '2026-03-05T10:00:00.000Z';
const OFFICER = '0f6c1c9e-3f4f-4f0e-9a51-0f1d7c1c0a11';
const write = (event: string, fields: Record<string, string | number | boolean | null | string[]>) =>
  createLog({ folder: folder.path, source: 'main', now: () => new Date(AT) })(event, fields);

test('codes, numbers and places are kept', () => {
  write('sync.failed', { code: 'offline', status: 503 });
  write('window.failed', { how: 'drawing', error: 'RangeError', places: ['index-abc.js:1:2'] });
  expect(logLines(folder.path)).toEqual({
    'main.log': [
      { at: AT, source: 'main', event: 'sync.failed', code: 'offline', status: 503 },
      {
        at: AT,
        source: 'main',
        event: 'window.failed',
        how: 'drawing',
        error: 'RangeError',
        places: ['index-abc.js:1:2'],
      },
    ],
  });
});

test('an id is only told apart from others, and is the same in every line', () => {
  write('session.signed_in', { officer: OFFICER });
  write('session.locked', { officer: OFFICER });
  expect(logLines(folder.path)['main.log']?.map(({ officer }) => officer)).toEqual(['id-1', 'id-1']);
});

test.each([
  ['a field that no line of ours has', { person: 'Rivera' }],
  ['a sentence in the field of a code', { code: 'Rivera took it' }],
  ['a name in the field of an error', { name: 'Rivera' }],
  ['a path', { what: '/home/rivera/cache.db' }],
  ['an address in a list', { places: ['41 Park Street'] }],
])('%s is left out, should one ever get into a log', (_, fields) => {
  write('test.event', fields);
  expect(JSON.stringify(logLines(folder.path))).not.toMatch(/rivera|park/i);
});

test('a line that is not ours is left out, and so is a file that is not a log', () => {
  writeFileSync(join(folder.path, 'worker.log'), 'Error: Rivera\n{"Rivera of 41 Park Street":1}\n');
  writeFileSync(join(folder.path, 'rivera.txt'), 'Rivera');
  expect(logLines(folder.path)).toEqual({ 'worker.log': [{ unreadable: true }, {}] });
});
