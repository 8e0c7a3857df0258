import { type ChildProcess, spawn } from 'node:child_process';

/** Larger than the window opens, so that the window manager leaves it its size. */
const SIZE = '1600x1000x24';

let own: Promise<string> | null = null;

/** The screen for windows: the one that is there, else one of this process's own, which ends with it. */
export async function screenHere(): Promise<{ DISPLAY?: string }> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return {};
  return { DISPLAY: await (own ??= startScreen()) };
}

/**
 * An X screen with a window manager, which never counts itself as locked: the screen saver is off.
 * @throws Error where Debian's `xvfb` or `openbox` is missing.
 */
async function startScreen(): Promise<string> {
  // The server chooses a free number itself, and says it when it is ready.
  const server = child('Xvfb', ['-displayfd', '1', '-screen', '0', SIZE, '-nolisten', 'tcp', '-s', '0']);
  const display = `:${await firstLine(server)}`;
  await started(child('openbox', ['--sm-disable'], display));
  return display;
}

function child(program: string, args: string[], display?: string): ChildProcess {
  const env = { ...process.env, ...(display === undefined ? {} : { DISPLAY: display }) };
  const one = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  process.once('exit', () => one.kill());
  return one;
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended at once (${code})`)));
    server.stdout?.once('data', (text: Buffer) => {
      server.unref();
      server.stdout?.destroy();
      resolve(text.toString().trim());
    });
  });
}

function started(manager: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    manager.once('error', reject);
    manager.once('spawn', () => {
      manager.unref();
      manager.stdout?.destroy();
      resolve();
    });
  });
}
