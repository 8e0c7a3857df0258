import { statSync } from 'node:fs';
import { release } from 'node:os';
import { extname, join } from 'node:path';
import { countLive } from '#electron/common/journal-file.ts';
import { namesIn } from '#electron/common/officer-files.ts';
import type { CacheCheck } from '#electron/common/worker-protocol.ts';
import type { StartMarkFile } from '../start/start-mark.ts';
import { logLines } from './log-lines.ts';

export type DiagnosticsInput = {
  version: string;
  isPackaged: boolean;
  safeMode: boolean;
  userData: string;
  managed: Readonly<Record<string, unknown>>;
  mark: StartMarkFile;
  /** State of the open cache; null when none is open, 'no_answer' when the worker thread doesn't answer. */
  cache: CacheCheck | null | 'no_answer';
  now: () => Date;
};

/**
 * Returns the facts that IT needs to find out why a workstation fails, as JSON: codes, counts, sizes and times. They
 * include no report, name, address, search, path or host name.
 */
export function diagnostics(input: DiagnosticsInput): string {
  const { userData, version, isPackaged, safeMode, cache } = input;
  const { electron, chrome, node } = process.versions as Record<string, string | undefined>;
  const all = {
    madeAt: input.now().toISOString(),
    application: { version, isPackaged, safeMode },
    system: { platform: process.platform, release: release(), arch: process.arch, electron, chrome, node },
    managed: plainSettings(input.managed),
    start: input.mark,
    cache,
    files: { cache: filesIn(join(userData, 'cache')), journal: filesIn(join(userData, 'journal')) },
    logs: logLines(join(userData, 'logs')),
  };
  return `${JSON.stringify(all, null, 1)}\n`;
}

/** Removes possible secrets from the managed settings: URLs are reduced to their origin, other texts to 'set'. */
function plainSettings(managed: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(managed).map(([name, value]) => {
      if (typeof value === 'boolean' || typeof value === 'number') return [name, value];
      const origin = typeof value === 'string' ? (URL.parse(value)?.origin ?? 'null') : 'null';
      return [name, origin === 'null' ? 'set' : origin];
    }),
  );
}

/**
 * Returns the size and date of each file in a folder. File names are hashes, shortened to a prefix that still
 * distinguishes the officers of one workstation.
 */
function filesIn(folder: string): object[] {
  return namesIn(folder).map((name) => {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    return {
      officer: /^[0-9a-f]{32}\./.test(name) ? name.slice(0, 6) : 'other',
      kind: name.includes('.unreadable-') ? 'set_aside' : extname(name),
      bytes: stats?.size ?? 0,
      changedAt: stats?.mtime.toISOString() ?? null,
      unsent: name.endsWith('.p2cj') ? countLive(path) : undefined,
    };
  });
}
