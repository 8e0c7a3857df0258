import { runCommand } from './cli/command-line.ts';
import { readConfig, unknownSettings } from './config.ts';
import { refuseRoot } from './refuse-root.ts';
import { StartError } from './start-error.ts';

/** Maximum time for a shutdown, less than the thirty seconds after which service managers kill a process. */
const MOST_STOP_MS = 25_000;

/** Entry point: `serve` (the default), or a single command. */
async function main(args: string[]): Promise<void> {
  const config = readConfig(process.env);
  const [command = 'serve', ...rest] = args;
  await refuseRoot(config.dataDir);
  if (command !== 'serve') {
    process.exitCode = await runCommand(command, rest, config);
    return;
  }

  for (const name of unknownSettings(process.env)) console.error(`${name} is not a setting of this server: ignored.`);
  let ending: Promise<void> | null = null;
  // Imported here because commands don't need it and start twice as fast without it.
  const { startServer } = await import('./serve.ts');
  const stopping = new AbortController();
  const starting = startServer(config, { stopping: stopping.signal });
  const end = () => {
    stopping.abort();
    ending ??= starting.then(
      async (server) => {
        server.drain();
        await new Promise((resolve) => setTimeout(resolve, config.drainSeconds * 1000));
        await server.stop();
      },
      () => {},
    );
    void ending.then(() => process.exit());
    // Exiting now loses no acknowledged data: anything not committed was never acknowledged.
    setTimeout(() => process.exit(1), MOST_STOP_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // The parent process exited without telling us, perhaps because it was killed; no one else would ever stop this
  // process.
  process.on('disconnect', end);

  const server = await starting;
  console.log(`P2C Review: agency server on ${server.url}`);
  if (server.officersUrl !== server.url) console.log(`P2C Review: officers' API on ${server.officersUrl}`);
  // If a parent process is connected through an IPC channel, the parent shows the accounts, so passwords are printed in
  // only one place.
  if (process.send === undefined) {
    for (const { role, name, password } of server.accounts ?? []) {
      console.log(`  sign in as ${role.padEnd(14)} ${name.padEnd(14)} ${password}`);
    }
  }
  process.send?.({ kind: 'ready', url: server.url, officersUrl: server.officersUrl, accounts: server.accounts });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof StartError) {
    console.error(error.message);
    process.exit(error.exitCode);
  }
  // An error's properties may contain settings and values from reports; its stack doesn't.
  console.error(error instanceof Error ? error.stack : error);
  process.exit(1);
});
