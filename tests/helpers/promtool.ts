import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CACHE = fileURLToPath(new URL('../../.cache/prometheus', import.meta.url));

/**
 * Returns Debian's promtool. Its package is unpacked, not installed, because installing it would start a server.
 * @throws Error with apt's output.
 */
export async function promtool(): Promise<string> {
  const [installed, own] = ['/usr/bin/promtool', join(CACHE, 'usr/bin/promtool')];
  for (const path of [installed, own]) if (existsSync(path)) return path;
  const folder = mkdtempSync(join(tmpdir(), 'p2c-prometheus-'));
  try {
    const download = () => run('apt-get', ['download', '-q', 'prometheus'], { cwd: folder });
    // The lists of packages may be old or missing, so they are updated before another attempt.
    await download().catch(async () => {
      await run('apt-get', ['update', '-q']);
      await download();
    });
    const deb = readdirSync(folder).find((name) => name.endsWith('.deb')) ?? '';
    mkdirSync(CACHE, { recursive: true });
    await run('dpkg-deb', ['--extract', join(folder, deb), CACHE]);
    return own;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
