import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownPort } from './own-port.ts';

export const SQUID = '/usr/sbin/squid';
const PASSWORDS = '/usr/lib/squid/basic_ncsa_auth';

export type Squid = { url: string; place: string; accessLog: () => string; stop: () => Promise<void> };

/**
 * Starts Debian's squid on loopback with its own configuration and no cache. It accepts CONNECT only with this login.
 * @throws Error with squid's output if it doesn't start.
 */
export async function startSquid({ username, password }: { username: string; password: string }): Promise<Squid> {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-squid-'));
  // Squid drops root for its own account, which must be able to write its log here.
  chmodSync(folder, 0o777);
  const hash = execFileSync('openssl', ['passwd', '-apr1', '-stdin'], { input: password, encoding: 'utf8' }).trim();
  writeFileSync(join(folder, 'passwords'), `${username}:${hash}\n`, { mode: 0o644 });
  const port = await ownPort();
  writeFileSync(
    join(folder, 'squid.conf'),
    [
      `http_port 127.0.0.1:${port}`,
      `auth_param basic program ${PASSWORDS} ${folder}/passwords`,
      'auth_param basic children 1 startup=1 idle=1',
      'auth_param basic realm the agency',
      'acl known proxy_auth REQUIRED',
      'acl CONNECT method CONNECT',
      'http_access allow CONNECT known',
      'http_access deny all',
      'cache deny all',
      `access_log stdio:${folder}/access.log`,
      'cache_log /dev/stderr',
      `pid_filename ${folder}/squid.pid`,
      `coredump_dir ${folder}`,
      'shutdown_lifetime 0 seconds',
      'visible_hostname squid.test',
    ].join('\n'),
  );
  const child = spawn(SQUID, ['-N', '-f', join(folder, 'squid.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Accepting HTTP Socket connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`squid did not start:\n${said}`)));
  });
  const log = join(folder, 'access.log');
  return {
    url: `http://127.0.0.1:${port}`,
    place: `127.0.0.1:${port}`,
    accessLog: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    stop: async () => {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
