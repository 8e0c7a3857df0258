import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export const updatesFolder = (dataDir: string) => join(dataDir, 'updates');

/** Serves the update feed for electron-updater's generic provider: a single folder without a directory listing. */
export async function serveUpdates(app: FastifyInstance, dataDir: string): Promise<void> {
  const root = updatesFolder(dataDir);
  mkdirSync(root, { recursive: true });
  await app.register(fastifyStatic, {
    root,
    prefix: '/updates/',
    decorateReply: false,
    index: false,
    list: false,
    dotfiles: 'ignore',
    // Caches must always revalidate manifests, so that a new release is visible at once. The content of a file that a
    // manifest names never changes.
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.endsWith('.yml') ? 'no-cache' : 'public, max-age=31536000, immutable');
    },
  });
}
