import { mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';

const packageFile = z.object({ name: z.string(), productName: z.string().optional(), version: z.string() });

export type AppPackage = { name: string; version: string; folder: string };

/** Finds the application's package.json: the nearest one above its entry, which is the one `electron .` would use. */
export function findPackage(entry: string): AppPackage {
  for (let folder = dirname(resolve(entry)); ; folder = dirname(folder)) {
    try {
      const parsed = packageFile.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
      return { name: parsed.productName ?? parsed.name, version: parsed.version, folder };
    } catch (error) {
      // A package.json without a name only sets the module type of its folder; the application's package.json is
      // further up.
      if (dirname(folder) === folder) {
        throw new Error(`no package.json with name and version above ${entry}`, { cause: error });
      }
    }
  }
}

export type AppPaths = {
  get: (name: string) => string;
  set: (name: string, path: string) => void;
};

/**
 * Implements `app.getPath`. The default `userData` is **not** that of real Electron: starting the stand-in must not
 * open an officer's workstation data in an ordinary browser.
 * @param userDataDir the value of `--user-data-dir=`.
 */
export function createAppPaths(appName: () => string, userDataDir: string | undefined): AppPaths {
  const own = new Map<string, string>();
  if (userDataDir !== undefined) {
    own.set('userData', resolve(userDataDir));
  }
  const home = homedir();
  const get = (name: string): string => {
    const set = own.get(name);
    if (set !== undefined) {
      return set;
    }
    switch (name) {
      case 'home':
        return home;
      case 'appData':
        return process.env['XDG_CONFIG_HOME'] ?? join(home, '.config');
      case 'userData':
        return join(get('appData'), `${appName()} (stand-in)`);
      case 'sessionData':
        return get('userData');
      case 'temp':
        return tmpdir();
      case 'logs':
        return join(get('userData'), 'logs');
      case 'crashDumps':
        return join(get('userData'), 'Crashpad');
      case 'exe':
      case 'module':
        return process.execPath;
      case 'desktop':
      case 'documents':
      case 'downloads':
      case 'music':
      case 'pictures':
      case 'videos':
        return join(home, name.charAt(0).toUpperCase() + name.slice(1));
      default:
        throw new Error(`Failed to get '${name}' path`);
    }
  };
  return {
    get,
    set: (name, path) => {
      get(name);
      if (!isAbsolute(path)) {
        throw new Error('Path must be absolute');
      }
      mkdirSync(path, { recursive: true });
      own.set(name, path);
    },
  };
}
