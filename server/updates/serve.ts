import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export const updatesFolder = (dataDir: string) => join(dataDir, 'updates');

/** Serves release files from a single folder, with range requests and no directory listing. */
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
    // A file with a given name never changes.
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
}
