import type { FastifyInstance } from 'fastify';
import { type Config } from './config.ts';
import { keepFreePort } from './free-port.ts';
import { StartError } from './start-error.ts';

/** What one listener serves: the public pages, what officers' workstations use, or both. */
export type Part = 'everything' | 'portal' | 'officers';

/** Where a part will listen. */
export type Place = {
  part: Part;
  url: string;
  listen: (app: FastifyInstance) => Promise<void>;
  /** Releases a port that was reserved and not used. */
  release: () => Promise<void>;
};

/**
 * Returns where each listener will listen: one for everything, or two if the settings give officers a separate
 * listener.
 */
export async function placesOf({
  host,
  port,
  officers,
}: Pick<Config, 'host' | 'port' | 'officers'>): Promise<[Place, ...Place[]]> {
  if (officers === null) return [await placeOf('everything', { host, port }, 'http')];
  return [
    await placeOf('portal', { host, port }, 'http'),
    await placeOf('officers', officers, officers.tls === null ? 'http' : 'https'),
  ];
}

async function placeOf(part: Part, { host, port }: { host: string; port: number }, scheme: string): Promise<Place> {
  // Port 0 means any free port, but the server must know its own address long before it listens there.
  const kept = port === 0 ? await keepFreePort(host) : null;
  const chosen = kept?.port ?? port;
  const url = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${chosen}`;
  const release = async () => kept?.release();
  return {
    part,
    url,
    release,
    listen: async (app) => {
      await release();
      await app.listen({ host, port: chosen }).catch((cause: NodeJS.ErrnoException) => {
        const setting = part === 'officers' ? 'P2C_OFFICERS_PORT' : 'PORT';
        const why =
          cause.code === 'EADDRINUSE'
            ? `another process is already listening there. Stop it, or set ${setting} to another port`
            : cause.message;
        throw new StartError(`The server cannot listen on ${url}: ${why}.`, 1);
      });
    },
  };
}
