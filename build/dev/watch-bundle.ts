import type { RolldownWatcher } from 'rolldown';
import { build, type InlineConfig, mergeConfig } from 'vite';
import { say } from '../machine.mjs';

/**
 * Builds a bundle, and rebuilds it whenever one of its sources changes. If a build fails, the error is reported and the
 * previous bundle stays in use.
 * @param onBuilt called after every build except the first.
 * @returns a promise that resolves after the first successful build, however many attempts that takes.
 */
export async function watchBundle(name: string, config: InlineConfig, onBuilt: () => void): Promise<void> {
  const watching = { logLevel: 'silent', build: { watch: {}, minify: false, reportCompressedSize: false } } as const;
  const watcher = (await build(mergeConfig(config, watching satisfies InlineConfig))) as RolldownWatcher;
  let isFirst = true;
  let isBroken = false;
  await new Promise<void>((resolve) => {
    watcher.on('event', async (event) => {
      if (event.code === 'START') isBroken = false;
      if (event.code === 'ERROR') {
        isBroken = true;
        say(`${name} cannot be built:\n${event.error.message}`);
      }
      if ('result' in event) await event.result?.close();
      if (event.code !== 'END' || isBroken) return;
      if (!isFirst) return onBuilt();
      isFirst = false;
      resolve();
    });
  });
}
