import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * `node build/fetch-electron.mjs FOLDER`: downloads the binary of the `electron` package in that folder into the cache
 * that its install script uses, giving up after half a minute without data; then runs that script to unpack it. On
 * failure, the last line of output says why. ELECTRON_MIRROR and the other variables that `@electron/get` reads work here
 * too.
 */
const [folder = ''] = process.argv.slice(2);
/** Tests set a shorter timeout. */
const TIMEOUT_MS = Number(process.env.P2C_FETCH_TIMEOUT_MS ?? 30_000);

const require = createRequire(join(folder, 'package.json'));
const { version } = require(join(folder, 'package.json'));
const { downloadArtifact } = await import(require.resolve('@electron/get'));

const stalled = new AbortController();
const wait = () => setTimeout(() => stalled.abort(), TIMEOUT_MS);
let timer = wait();

try {
  await downloadArtifact({
    version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    cacheRoot: process.env.electron_config_cache,
    checksums: require(join(folder, 'checksums.json')),
    downloadOptions: {
      quiet: true,
      signal: stalled.signal,
      getProgressCallback: () => {
        clearTimeout(timer);
        timer = wait();
      },
    },
  });
} catch (error) {
  clearTimeout(timer);
  console.error(reason(error));
  process.exit(1);
}
clearTimeout(timer);
const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'inherit' });
if (status !== 0) console.error('it was downloaded but could not be unpacked');
process.exit(status ?? 1);

/** @param {unknown} error */
function reason(error) {
  if (stalled.signal.aborted) return `its download stalled: no data for ${TIMEOUT_MS / 1000} s`;
  const { message, cause } = /** @type {Error} */ (error);
  const deeper = cause instanceof Error ? `: ${cause.message || /** @type {any} */ (cause).code}` : '';
  return `its download failed: ${message}${deeper}`.replaceAll('\n', ' ');
}
