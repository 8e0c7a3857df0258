import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const can = spawnSync('makensis', ['-VERSION']).status === 0;
if (!can) console.warn('NOT TESTED: the own steps of the installer for Windows. They need Debian’s nsis.');

/** The macros that electron-builder inserts into its script for NSIS, in the smallest script that has room for them. */
const SCRIPT = `
!define APP_EXECUTABLE_FILENAME "P2C Review.exe"
!include ${fileURLToPath(new URL('../../../build/installer.nsh', import.meta.url))}
OutFile installer.exe
Section
  SetShellVarContext all
  !insertmacro customInstall
SectionEnd
Section Uninstall
  SetShellVarContext all
  !insertmacro customUnInstall
SectionEnd
Section
  WriteUninstaller "$TEMP\\uninstall.exe"
SectionEnd
`;

test.skipIf(!can)('the own steps of the installer for Windows compile without a warning', () => {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-nsis-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'installer.nsi'), SCRIPT);
  // -WX: a warning is an error.
  execFileSync('makensis', ['-V2', '-WX', 'installer.nsi'], { cwd: folder });
  expect(existsSync(join(folder, 'installer.exe'))).toBe(true);
});
