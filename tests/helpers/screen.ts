import { type ChildProcess, spawn } from 'node:child_process';

/** Larger than the window's initial size, so that the window manager does not resize the window. */
const SIZE = '1600x1000x24';
/**
 * Picks a free display number and prints it when ready; keeps running when the last window closes, without a screen
 * saver.
 */
const SERVER = ['-displayfd', '1', '-screen', '0', SIZE, '-noreset', '-nolisten', 'tcp', '-s', '0'];

let own: Promise<string> | null = null;

/** Returns the screen for windows: the existing one, or a private one that ends with this process. */
export async function screenHere(): Promise<{ DISPLAY?: string }> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return {};
  return { DISPLAY: await (own ??= startScreen()) };
}

/**
 * Starts an X screen with a window manager.
 * @throws Error if Debian's `xvfb` or `openbox` is missing.
 */
async function startScreen(): Promise<string> {
  const server = spawn('Xvfb', SERVER, { stdio: ['ignore', 'pipe', 'ignore'] });
  endWithUs(server);
  const display = `:${await firstLine(server)}`;
  const manager = spawn('openbox', ['--sm-disable'], { env: { ...process.env, DISPLAY: display }, stdio: 'ignore' });
  endWithUs(manager);
  await new Promise((resolve, reject) => {
    manager.once('error', reject);
    manager.once('spawn', resolve);
  });
  return display;
}

function endWithUs(child: ChildProcess): void {
  child.unref();
  process.once('exit', () => child.kill());
}

/** The server writes the line in two pieces, and dies if no one reads the line to the end. */
function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended at once (${code})`)));
    let said = '';
    server.stdout?.on('data', (text: Buffer) => {
      said += text.toString();
      if (!said.endsWith('\n')) return;
      server.stdout?.destroy();
      resolve(said.trim());
    });
  });
}
