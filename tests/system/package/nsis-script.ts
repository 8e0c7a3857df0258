import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const BUILDER = join(dirname(require.resolve('app-builder-lib/package.json')));
const TEMPLATES = join(BUILDER, 'templates/nsis');
const { NsisScriptGenerator } = require(join(BUILDER, 'out/targets/nsis/nsisScriptGenerator.js'));
const OWN = fileURLToPath(new URL('../../../build/installer.nsh', import.meta.url));

/**
 * Plugin functions that the script calls. electron-builder downloads the plugins, but makensis needs only the function
 * names.
 */
const PLUGINS: Record<string, readonly string[]> = {
  StdUtils: ['TestParameter', 'GetAllParameters', 'GetParameter', 'GetParentPath', 'ExecShellAsUser', 'HashFile'],
  UAC: ['_'],
  WinShell: ['SetLnkAUMI', 'UninstShortcut', 'UninstAppUserModelId'],
  SpiderBanner: ['Show'],
  Nsis7z: ['Extract'],
  nsProcess: ['_FindProcess', '_KillProcess', '_CloseProcess', '_Unload'],
};

/** Makes a library for 32-bit Windows that exports these names, and does nothing. */
function libraryOf(names: readonly string[]): Buffer {
  const at = 0x1000; // the only section: where it is in memory; in the file it is at 0x200
  const file = Buffer.alloc(0x200 + 0x1000);
  file.write('MZ');
  file.writeUInt32LE(0x40, 0x3c);
  file.write('PE\0\0', 0x40, 'latin1');
  file.writeUInt16LE(0x14c, 0x44); // i386
  file.writeUInt16LE(1, 0x46); // sections
  file.writeUInt16LE(0xe0, 0x54); // size of the optional header
  file.writeUInt16LE(0x2102, 0x56); // a DLL
  file.writeUInt16LE(0x10b, 0x58);
  file.writeUInt32LE(16, 0x58 + 92);
  file.writeUInt32LE(at, 0x58 + 96); // export directory
  file.writeUInt32LE(0x1000, 0x58 + 100);
  const section = 0x58 + 0xe0;
  file.write('.edata', section);
  for (const [offset, value] of [
    [8, 0x1000],
    [12, at],
    [16, 0x1000],
    [20, 0x200],
  ] as const)
    file.writeUInt32LE(value, section + offset);
  const sorted = [...names].sort();
  const text = 40 + sorted.length * 10;
  const write = (value: number, offset: number) => file.writeUInt32LE(value, 0x200 + offset);
  write(1, 16);
  write(sorted.length, 20);
  write(sorted.length, 24);
  write(at + 40, 28);
  write(at + 40 + sorted.length * 4, 32);
  write(at + 40 + sorted.length * 8, 36);
  let end = text;
  for (const [index, name] of sorted.entries()) {
    write(at, 40 + index * 4);
    write(at + end, 40 + sorted.length * 4 + index * 4);
    file.writeUInt16LE(index, 0x200 + 40 + sorted.length * 8 + index * 2);
    file.write(`${name}\0`, 0x200 + end, 'latin1');
    end += name.length + 1;
  }
  return file;
}

/** Returns the messages of electron-builder's templates, in English. */
function messages(file: string): string {
  const { load } = createRequire(join(BUILDER, 'package.json'))('js-yaml') as {
    load: (text: string) => Record<string, { en: string }>;
  };
  const all = Object.entries(load(readFileSync(join(TEMPLATES, file), 'utf8')));
  return all.map(([id, { en }]) => `LangString ${id} 1033 "${en.replaceAll('\n', '$\\r$\\n')}"`).join('\n');
}

export type Installer = { machine: boolean; uninstaller: boolean };

/**
 * Puts our script into electron-builder's own as its NsisTarget does, compiles it with Debian's makensis, and returns
 * what was compiled, instruction by instruction. Only the plugins that electron-builder downloads are empty.
 */
export function compileInstaller(folder: string, { machine, uninstaller }: Installer): string {
  const plugins = join(folder, 'plugins');
  mkdirSync(plugins, { recursive: true });
  for (const [name, exported] of Object.entries(PLUGINS))
    writeFileSync(join(plugins, `${name}.dll`), libraryOf(exported));
  for (const one of ['app.7z', 'uninstaller.exe']) writeFileSync(join(folder, one), 'content');
  const script = new NsisScriptGenerator();
  script.include(join(TEMPLATES, 'include/StdUtils.nsh'));
  script.addIncludeDir(join(TEMPLATES, 'include'));
  script.flags([
    'updated',
    'force-run',
    'keep-shortcuts',
    'no-desktop-shortcut',
    'delete-app-data',
    'allusers',
    'currentuser',
  ]);
  script.macro('addLangs', ['!insertmacro MUI_LANGUAGE "English"']);
  script.addPluginDir('x86-unicode', plugins);
  writeFileSync(
    join(folder, 'messages.nsh'),
    `${messages('messages.yml')}\n${machine ? messages('assistedMessages.yml') : ''}`,
  );
  script.include(join(folder, 'messages.nsh'));
  script.include(OWN);
  const defines: Record<string, string | null> = {
    APP_ID: 'us.p2c-review.desk',
    APP_GUID: '00000000-0000-5000-8000-000000000000',
    UNINSTALL_APP_KEY: 'us.p2c-review.desk',
    PRODUCT_NAME: 'P2C Review',
    PRODUCT_FILENAME: 'P2C Review',
    APP_FILENAME: 'P2C Review',
    APP_DESCRIPTION: 'P2C Review',
    VERSION: '0.1.0',
    APP_PACKAGE_NAME: 'p2c-review',
    SHORTCUT_NAME: 'P2C Review',
    UNINSTALL_DISPLAY_NAME: 'P2C Review 0.1.0',
    APP_64: join(folder, 'app.7z'),
    APP_64_NAME: 'app.7z',
    APP_64_HASH: '00',
    APP_64_UNPACKED_SIZE: '1',
    COMPRESSION_METHOD: '7z',
    COMPRESS: 'auto',
    APP_INSTALLER_STORE_FILE: 'p2c-review-updater\\installer.exe',
    UNINSTALLER_OUT_FILE: join(folder, 'uninstaller.exe'),
    ...(machine
      ? { INSTALL_MODE_PER_ALL_USERS: null, INSTALL_MODE_PER_ALL_USERS_REQUIRED: null }
      : { ONE_CLICK: null, RUN_AFTER_FINISH: null }),
    ...(uninstaller ? { BUILD_UNINSTALLER: null } : {}),
  };
  // -WX: a warning is an error, as in electron-builder. -V4 lists what is compiled.
  const given = ['-V4', '-WX', '-INPUTCHARSET', 'UTF8'];
  for (const [name, value] of Object.entries(defines)) given.push(`-D${name}${value === null ? '' : `=${value}`}`);
  given.push(`-XOutFile "${join(folder, 'installer.exe')}"`, '-XUnicode true', '-XSetCompressor zlib', '-');
  const input = script.build() + readFileSync(join(TEMPLATES, 'installer.nsi'), 'utf8');
  const run = spawnSync('makensis', given, { cwd: TEMPLATES, input, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (run.status !== 0) throw new Error(`${run.stderr}\n${run.stdout.split('\n').slice(-25).join('\n')}`);
  return run.stdout;
}
