import { type ExecFileOptions, execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { publicFolder } from './run-folder.ts';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../.cache', import.meta.url));
const RELEASE = 'trixie';
const MIRROR = 'http://deb.debian.org/debian';

/**
 * Uses a separate mount namespace, so that removing the folder never removes what is mounted there. Not chroot, because
 * Linux then refuses to create the namespaces of the picture sandbox.
 */
const ENTER = `mount --bind "$1" "$1"
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mount --bind "$2" "$1/var/cache/apt/archives"
cd "$1"
shift 2
pivot_root . .
umount --lazy .
cd /
exec "$@"`;

/** Returns whether this machine can make a bare Debian, which needs root and debootstrap. */
export const canMakeRoot = (): boolean =>
  process.getuid?.() === 0 && spawnSync('sh', ['-c', 'command -v debootstrap']).status === 0;

export type DebianRoot = {
  path: string;
  /** Runs a program inside, as root unless the command says otherwise. */
  run: (command: string[], options?: ExecFileOptions) => Promise<{ stdout: string; stderr: string }>;
  remove: () => void;
};

/**
 * Makes a bare Debian as debootstrap does, without systemd and without any package that is not essential. Its packages
 * are downloaded once and kept. apt does not start the services of the packages that it installs.
 */
export async function makeDebianRoot(): Promise<DebianRoot> {
  const base = join(cache, `debian-${RELEASE}.tar`);
  const archives = join(cache, `debian-${RELEASE}-packages`);
  mkdirSync(join(archives, 'partial'), { recursive: true });
  const path = publicFolder('p2c-debian-');
  if (!existsSync(base)) {
    await run('debootstrap', ['--variant=minbase', RELEASE, path, MIRROR]);
    rmSync(join(path, 'var/cache/apt/archives'), { recursive: true });
    mkdirSync(join(path, 'var/cache/apt/archives'));
    await run('tar', ['--create', `--file=${base}.part`, '--one-file-system', '-C', path, '.']);
    renameSync(`${base}.part`, base);
  } else await run('tar', ['--extract', `--file=${base}`, '-C', path]);
  cpSync('/etc/resolv.conf', join(path, 'etc/resolv.conf'), { dereference: true });
  writeFileSync(join(path, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const env = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    DEBIAN_FRONTEND: 'noninteractive',
    LC_ALL: 'C.UTF-8',
  };
  return {
    path,
    run: async (command, options = {}) => {
      const args = ['--mount', '--propagation=private', 'sh', '-euc', ENTER, 'sh', path, archives, ...command];
      const entered = run('unshare', args, {
        maxBuffer: 64 * 1024 * 1024,
        ...options,
        env: { ...env, ...options.env },
      });
      const { stdout, stderr } = await entered.catch((error: { stdout?: string; stderr?: string }) => {
        // dpkg writes errors to standard output.
        const said = `${String(error.stdout).slice(-2_000)}${String(error.stderr)}`;
        throw Object.assign(new Error(`${command.join(' ')}:\n${said}`), error);
      });
      return { stdout: String(stdout), stderr: String(stderr) };
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
