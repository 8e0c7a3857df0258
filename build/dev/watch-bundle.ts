import type { RolldownWatcher } from 'rolldown';
import { build, type InlineConfig, mergeConfig } from 'vite';
import { say } from '../machine.mjs';

/**
 * Builds a bundle, and again whenever one of its sources changes. A bundle that cannot be built is told, and the one before
 * stays in force.
 * @param onBuilt called after every build but the first.
 * @returns once it was built for the first time, however often that has to be tried.
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
