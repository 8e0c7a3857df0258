import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cluster } from './cluster.ts';
import type { DebianRoot } from './debian-root.ts';
import { makeAuthority } from './other-server.ts';
import { ownPort } from './own-port.ts';

const docs = fileURLToPath(new URL('../../docs/proxy', import.meta.url));
export const HOSTS = { portal: 'p2c.example.gov', officers: 'officers.p2c.example.gov' } as const;

const KINDS = {
  nginx: {
    file: 'nginx.conf',
    to: 'etc/nginx/conf.d/p2c-review.conf',
    check: ['nginx', '-t'],
    start: ['nginx'],
    pid: 'run/nginx.pid',
  },
  haproxy: {
    file: 'haproxy.cfg',
    to: 'etc/haproxy/haproxy.cfg',
    check: ['haproxy', '-c', '-f', '/etc/haproxy/haproxy.cfg'],
    start: ['haproxy', '-D', '-p', '/run/haproxy.pid', '-f', '/etc/haproxy/haproxy.cfg'],
    pid: 'run/haproxy.pid',
  },
} as const;
export type Kind = keyof typeof KINDS;

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };
export type Ask = (
  host: keyof typeof HOSTS,
  path: string,
  given?: {
    method?: string;
    from?: string;
    headers?: Record<string, string>;
    body?: string | Buffer;
    kept?: Agent | undefined;
  },
) => Promise<Answer>;

/**
 * Starts one of Debian's load balancers in a bare Debian with our configuration file, in which only ports are replaced.
 */
export async function startBalancer(
  kind: Kind,
  debian: DebianRoot,
  { servers }: Cluster,
): Promise<{
  ask: Ask;
  /** Starts sending a body without finishing it. */
  begin: (host: keyof typeof HOSTS, path: string, body: Buffer, bytes: number) => ClientRequest;
  keptAgent: () => Agent;
  plainPort: number;
  stop: () => Promise<void>;
}> {
  const { file, to, check, start, pid } = KINDS[kind];
  const port = await ownPort();
  const plainPort = await ownPort();
  const portOf = (url: string | undefined) => new URL(url ?? '').port;
  const text = readFileSync(join(docs, file), 'utf8')
    .replaceAll('127.0.0.1:4810', `127.0.0.1:${portOf(servers[0]?.url)}`)
    .replaceAll('127.0.0.1:4811', `127.0.0.1:${portOf(servers[1]?.url)}`)
    .replaceAll('127.0.0.1:4910', `127.0.0.1:${portOf(servers[0]?.officersUrl)}`)
    .replaceAll('127.0.0.1:4911', `127.0.0.1:${portOf(servers[1]?.officersUrl)}`)
    .replaceAll('listen 443', `listen 127.0.0.1:${port}`)
    .replaceAll('listen 80', `listen 127.0.0.1:${plainPort}`)
    .replaceAll('bind :443', `bind 127.0.0.1:${port}`)
    .replaceAll('bind :80', `bind 127.0.0.1:${plainPort}`);
  const authority = makeAuthority('the agency');
  const own = authority.issue('p2c');
  const certificates = join(debian.path, 'etc/ssl/p2c');
  mkdirSync(certificates, { recursive: true });
  writeFileSync(join(certificates, 'fullchain.pem'), own.cert);
  writeFileSync(join(certificates, 'key.pem'), own.key);
  writeFileSync(join(certificates, 'haproxy.pem'), own.cert + own.key);
  writeFileSync(join(debian.path, to), text);
  // Debian's own first site, which an administrator removes.
  if (kind === 'nginx') await debian.run(['rm', '-f', '/etc/nginx/sites-enabled/default']);
  await debian.run([...check]);
  await debian.run([...start]);

  // Names are not checked: the certificate is for the IP address.
  const tls = { ca: authority.own.cert, checkServerIdentity: () => undefined };
  const ask: Ask = (host, path, given = {}) =>
    new Promise((resolve, reject) => {
      const { method = 'GET', from, headers = {}, body, kept } = given;
      const call = request(
        {
          host: '127.0.0.1',
          port,
          path,
          method,
          headers: { host: HOSTS[host], ...headers },
          ...tls,
          agent: kept ?? false,
          ...(from === undefined ? {} : { localAddress: from }),
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
          );
        },
      );
      call.on('error', (error: NodeJS.ErrnoException) => {
        // The balancer just closed an idle kept connection: retries over another one, as a browser does.
        if (call.reusedSocket && error.code === 'ECONNRESET') resolve(ask(host, path, { ...given, kept: undefined }));
        else reject(error);
      });
      call.end(body);
    });
  return {
    ask,
    begin: (host, path, body, bytes) => {
      const headers = { host: HOSTS[host], 'content-type': 'application/octet-stream', 'content-length': bytes };
      const call = request({ host: '127.0.0.1', port, path, method: 'POST', headers, ...tls, agent: false });
      call.on('error', () => {});
      call.write(body);
      return call;
    },
    keptAgent: () => new Agent({ keepAlive: true, maxSockets: 200, ...tls }),
    plainPort,
    stop: async () => {
      const leader = Number(readFileSync(join(debian.path, pid), 'utf8').trim().split('\n')[0]);
      process.kill(leader, 'SIGTERM');
      for (let tries = 0; tries < 500 && isThere(leader); tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
