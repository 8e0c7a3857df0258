import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Keyring = {
  env: Record<string, string>;
  /** Makes the keyring accept requests without ever responding, like one that is asking its owner for a password. */
  hang: () => void;
  answer: () => void;
  stop: () => Promise<void>;
};

/**
 * Starts a real, unlocked Secret Service keyring on its own bus, as in an officer's desktop session. Programs started
 * with `env` find it; what they store is in a folder that is deleted with it.
 */
export async function startKeyring(): Promise<Keyring> {
  const home = mkdtempSync(join(tmpdir(), 'p2c-keyring-'));
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await firstLine(bus);
  const env = { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: home, XDG_DATA_HOME: home };
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  daemon.stdin.end('a password of this test');
  await owned(env);
  return {
    env,
    hang: () => void daemon.kill('SIGSTOP'),
    answer: () => void daemon.kill('SIGCONT'),
    stop: async () => {
      await ended(daemon);
      await ended(bus);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Waits until the daemon owns its name on the bus; programs cannot find it earlier. */
async function owned(env: Record<string, string>): Promise<void> {
  const question = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.freedesktop.secrets',
  ];
  for (let tries = 0; tries < 1000; tries += 1) {
    const ask = spawn('dbus-send', question, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
    let answer = '';
    ask.stdout.on('data', (text: Buffer) => {
      answer += text.toString();
    });
    await new Promise((resolve) => ask.once('close', resolve));
    if (answer.includes('boolean true')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The keyring did not come up.');
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('dbus-daemon ended at once')));
    child.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
