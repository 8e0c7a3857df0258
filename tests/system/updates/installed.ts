import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { extractFile, uncache } from '@electron/asar';
import { z } from 'zod';
import { windowsShell } from '#electron/main/updates/publisher.ts';
import { readManifest } from '#shared/updates/release.ts';
import { archiveIn, programIn } from '../package/packaged.ts';

/** Returns whether a release's file is the package for one account on this system. */
export const isPackage = (name: string): boolean => {
  const ending = ({ win32: '.exe', darwin: '.zip' } as Partial<Record<string, string>>)[process.platform];
  return name.endsWith(ending ?? '.AppImage') && !name.includes('-machine');
};

export type Installed = {
  program: string;
  /**
   * Returns whether the installed version is the one in a release's folder. Compares byte by byte where the package is
   * the program.
   */
  is: (release: string) => boolean;
  /** Ends every process of the application, including those that the test did not start. */
  endAll: () => void;
};

/**
 * Installs a package as a person without administrator rights does. This has never been run on Windows or macOS.
 * @param folder where it is installed; the Windows installer has its own place.
 */
export function installPackage(from: string, folder: string): Installed {
  if (process.platform === 'win32') return windows(from);
  if (process.platform === 'darwin') return mac(from, folder);
  const program = join(folder, 'P2C-Review.AppImage');
  copyFileSync(from, program);
  const packed = (release: string) => join(release, readdirSync(release).find(isPackage) ?? '');
  return {
    program,
    is: (release) => readFileSync(program).equals(readFileSync(packed(release))),
    endAll: () => endBelow(folder),
  };
}

function windows(setup: string): Installed {
  execFileSync(resolve(setup), ['/S']);
  // The installer names its folder after the program, or after the npm package.
  const programs = join(process.env['LOCALAPPDATA'] ?? '', 'Programs');
  const folder = ['p2c-review', 'P2C Review']
    .map((name) => join(programs, name))
    .find((one) => existsSync(archiveIn(one)));
  if (folder === undefined) throw new Error(`nothing was installed below ${programs}`);
  const end =
    '$ErrorActionPreference = "SilentlyContinue"; Get-Process | Where-Object { $_.Path -like "$env:P2C_FOLDER\\*" } | Stop-Process -Force';
  return {
    program: programIn(folder),
    is: (release) => isVersion(folder, release),
    endAll: () => {
      execFileSync(windowsShell().path, ['-NoProfile', '-Command', end], {
        env: { ...process.env, P2C_FOLDER: folder },
      });
    },
  };
}

function mac(zip: string, folder: string): Installed {
  // Unpacks as the Finder does: `unzip` loses what the signature covers.
  execFileSync('/usr/bin/ditto', ['-x', '-k', zip, folder]);
  const app = join(folder, 'P2C Review.app');
  return {
    program: programIn(app),
    is: (release) => isVersion(app, release),
    endAll: () => {
      const processes = execFileSync('/bin/ps', ['-axo', 'pid=,command='], { encoding: 'utf8' });
      for (const [, pid, command = ''] of processes.matchAll(/^ *(\d+) (.*)$/gm))
        if (command.includes(app)) end(Number(pid));
    },
  };
}

/**
 * Returns whether the folder has the version of a release. While the application is being replaced, it has no version.
 */
function isVersion(folder: string, release: string): boolean {
  try {
    uncache(archiveIn(folder));
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(String(extractFile(archiveIn(folder), 'package.json'))));
    return version === readManifest(readFileSync(join(release, 'release.json'), 'utf8')).version;
  } catch {
    return false;
  }
}

/** Ends every process that runs out of a folder. */
export function endBelow(folder: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      // Chromium overwrites its environment, so the command line is checked instead.
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)) end(Number(pid));
    } catch {
      // It has ended already.
    }
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
