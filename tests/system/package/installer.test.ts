import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { compileInstaller, type Installer } from './nsis-script.ts';

const can = spawnSync('makensis', ['-VERSION']).status === 0;
if (!can) console.warn('NOT TESTED: the installer for Windows. It needs Debian’s nsis.');

const KINDS: readonly (Installer & { name: string })[] = [
  { name: 'the installer for a whole computer', machine: true, uninstaller: false },
  { name: 'the uninstaller for a whole computer', machine: true, uninstaller: true },
  { name: 'the installer for one account', machine: false, uninstaller: false },
  { name: 'the uninstaller for one account', machine: false, uninstaller: true },
];

describe.skipIf(!can).each(KINDS)('$name', (kind) => {
  const compiled = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'p2c-nsis-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const log = compileInstaller(folder, kind);
    expect(existsSync(join(folder, 'installer.exe'))).toBe(true);
    return log;
  };

  test('compiles in electron-builder’s own script without a warning, with our steps in it', () => {
    const key = kind.uninstaller ? /DeleteRegValue: .*ExcludedApplications/ : /WriteRegDWORD: .*ExcludedApplications/;
    expect(compiled()).toMatch(key);
  });

  test('looks for an open application itself, and can end with 1618 before anything could end the application', () => {
    const steps = compiled()
      .split('\n')
      .filter((line) => /SetErrorLevel: 1618|^Quit|Stop-Process|MessageBox.*appRunning|macro: customCheck/.test(line));
    const check = steps.findIndex((line) => line.includes('!insertmacro: customCheckAppRunning'));
    expect(steps.slice(check + 1, check + 3).map((line) => line.trim())).toEqual(['SetErrorLevel: 1618', 'Quit']);
    expect(steps.findIndex((line) => line.includes('Stop-Process'))).toBeGreaterThan(check);
  });
});

test('only without a window, and not for the update that the application started, is an open application a reason to end', () => {
  const own = readFileSync(fileURLToPath(new URL('../../../build/installer.nsh', import.meta.url)), 'utf8');
  expect(own).toMatch(
    /\$\{if\} \$\{Silent\}\s+\$\{andIfNot\} \$\{isUpdated\}\s+!insertmacro FIND_PROCESS .*\s+\$\{if\} \$R0 == 0\s+SetErrorLevel 1618\s+Quit/,
  );
});
