import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Config } from '../config.ts';
import { StartError } from '../start-error.ts';
import { onlyFromProxies } from '../trusted-proxies.ts';
import type { Metrics } from './metrics.ts';

/**
 * Serves `/metrics` to this machine and `from`, on a separate address, so no proxy rule can expose it by mistake.
 * @throws StartError when it cannot listen there.
 */
export async function serveMetrics(
  metrics: Metrics,
  { host, port, from }: NonNullable<Config['metrics']>,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  // There is no TLS or password, so limit who can connect.
  onlyFromProxies(server, from);
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((cause: NodeJS.ErrnoException) => {
    throw new StartError(
      `The metrics cannot be served on ${host}:${port} (${cause.code}). Each process needs a P2C_METRICS_PORT of its own.`,
      1,
    );
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/metrics`,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
