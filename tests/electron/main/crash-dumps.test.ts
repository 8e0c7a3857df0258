import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { leaveNoDumps } from '#electron/main/crash-dumps.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { aKey, type Folder, temporaryFolder } from '../../helpers/cache.ts';
import { filesIn, filesWith, wordsOnDisk } from '../../helpers/disk-search.ts';

const WORD = 'Quetzalcoatlus northropi';
/** True if the kernel writes a file next to the crashed program; otherwise a service receives the dump. */
const KERNEL_WRITES = /^core\b/.test(pattern());

let agency: Agency;
let folder: Folder;
beforeAll(async () => {
  agency = await startAgency();
  await agency.file({ facts: { how: `A ${WORD} took my bicycle and flew away.` } });
});
afterAll(() => agency.stop());
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** Opens the report on a workstation where every kind of dump is enabled, then crashes it with a bad memory access. */
async function die(...more: string[]): Promise<void> {
  const { token, officer } = await agency.signedIn();
  const at = (name: string) => join(folder.path, name);
  const order = {
    worker: inject('workerUrl'),
    open: {
      server: agency.url,
      officer,
      token,
      path: at('a.db'),
      keyHex: aKey(),
      journalPath: at('a.p2cj'),
      clockTrusted: true,
    },
    account: { name: officer.name, password: 'is not asked for' },
    seed: 1,
    mode: 'work',
  };
  const script = fileURLToPath(new URL('../../helpers/dying-desk.ts', import.meta.url));
  const child = spawn(
    'bash',
    ['-c', 'ulimit -c unlimited; exec "$0" "$@"', process.execPath, script, JSON.stringify(order), ...more],
    { cwd: folder.path, env: { ...process.env, TMPDIR: folder.path }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), ended]);
  child.kill('SIGSEGV');
  expect((await ended)[1]).toBe('SIGSEGV');
}

test('an application that crashes with a report open leaves none of its text on disk', async () => {
  await die('guarded', join(folder.path, 'Crashpad'));
  expect(filesIn(folder.path).some((file) => file.endsWith('a.db'))).toBe(true);
  expect(wordsOnDisk([folder.path], [WORD])).toEqual([]);
});

test.runIf(KERNEL_WRITES)('the same crash without this protection leaves a dump that contains the text', async () => {
  await die();
  // A dump is large, so it is searched for one form only.
  expect(filesWith([folder.path], [Buffer.from(WORD)])).toContainEqual(expect.stringMatching(/core/));
});

test.runIf(process.platform === 'linux')(
  'processes started before this was called leave no dump either, nor do their children',
  async () => {
    const script = `
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    import { readFileSync } from 'node:fs';
    import { leaveNoDumps } from ${JSON.stringify(new URL('../../../electron/main/crash-dumps.ts', import.meta.url).href)};
    const early = spawn('bash', ['-c', 'sleep 60 & echo $!; wait'], { detached: true });
    const [pid] = await once(early.stdout, 'data');
    await leaveNoDumps(${JSON.stringify(join(folder.path, 'none'))}, (event) => console.log(event));
    for (const one of ['self', early.pid, Number(pid)]) {
      console.log(/^Max core file size +\\S+ +\\S+/m.exec(readFileSync('/proc/' + one + '/limits', 'utf8'))[0]);
    }
    process.kill(-early.pid);`;
    const child = spawn(
      'bash',
      ['-c', 'ulimit -c unlimited; exec "$0" "$@"', process.execPath, '--input-type=module', '-e', script],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
    });
    await once(child, 'close');
    expect(
      said
        .trim()
        .split('\n')
        .map((line) => line.replace(/ +/g, ' ')),
    ).toEqual(Array.from({ length: 3 }, () => 'Max core file size 0 0'));
  },
);

test('dumps found in the folder at startup are removed, and nothing else is', async () => {
  const dumps = join(folder.path, 'Crashpad');
  mkdirSync(join(dumps, 'completed'), { recursive: true });
  writeFileSync(join(dumps, 'completed', 'a.dmp'), WORD);
  writeFileSync(join(folder.path, 'settings.json'), '{}');
  const said: string[] = [];
  await leaveNoDumps(dumps, (event) => said.push(event), 'win32');
  await leaveNoDumps(join(folder.path, 'none'), (event) => said.push(event), 'win32');
  expect(filesIn(folder.path)).toEqual([join(folder.path, 'settings.json')]);
  expect(said).toEqual([]);
});

function pattern(): string {
  try {
    return readFileSync('/proc/sys/kernel/core_pattern', 'utf8');
  } catch {
    return '';
  }
}
