import { runCommand } from './cli/command-line.ts';
import { readConfig, StartError } from './config.ts';

/** Below the thirty seconds after which service managers kill a process. */
const MOST_STOP_MS = 25_000;

/** Entry point: `serve` (the default), or a single command. */
async function main(args: string[]): Promise<void> {
  const config = readConfig(process.env);
  const [command = 'serve', ...rest] = args;
  if (command !== 'serve') {
    process.exitCode = await runCommand(command, rest, config);
    return;
  }

  let ending: Promise<void> | null = null;
  // Commands don't need this and start twice as fast without it.
  const { startServer } = await import('./serve.ts');
  const starting = startServer(config);
  const end = () => {
    ending ??= starting.then(
      (server) => server.stop(),
      () => {},
    );
    void ending.then(() => process.exit());
    // A kill loses nothing at that point: anything not committed was never acknowledged.
    setTimeout(() => process.exit(1), MOST_STOP_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // The parent process exited without a message, perhaps killed; no one else would ever stop us.
  process.on('disconnect', end);

  const server = await starting;
  console.log(`P2C Review: agency server on ${server.url}`);
  // A parent process with a channel shows the accounts itself; passwords are printed in one place only.
  if (process.send === undefined) {
    for (const { role, name, password } of server.accounts ?? []) {
      console.log(`  sign in as ${role.padEnd(14)} ${name.padEnd(14)} ${password}`);
    }
  }
  process.send?.({ kind: 'ready', url: server.url, accounts: server.accounts });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof StartError) {
    console.error(error.message);
    process.exit(error.exitCode);
  }
  console.error(error);
  process.exit(1);
});
