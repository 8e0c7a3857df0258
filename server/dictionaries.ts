import { mkdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { AppError } from '#shared/errors.ts';

const NAME = /^[a-z0-9-]{2,40}\.bdic$/i;

/**
 * Serves spell check dictionaries to workstations from the folder `dictionaries`: the files of
 * `hunspell_dictionaries.zip` that Electron publishes with each release. Chromium requests the names in lowercase,
 * regardless of their actual case.
 */
export function serveDictionaries(app: FastifyInstance, dataDir: string): void {
  const folder = join(dataDir, 'dictionaries');
  mkdirSync(folder, { recursive: true });
  app.get<{ Params: { name: string } }>('/dictionaries/:name', async (request, reply) => {
    const wanted = request.params.name.toLowerCase();
    const found = NAME.test(wanted) ? (await readdir(folder)).find((name) => name.toLowerCase() === wanted) : undefined;
    if (found === undefined) throw new AppError('not_found');
    return reply
      .type('application/octet-stream')
      .header('cache-control', 'public, max-age=86400')
      .send(await readFile(join(folder, found)));
  });
}
