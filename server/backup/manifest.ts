import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.ts';

export const MANIFEST = 'manifest.json';
export const PARTS = { database: 'database.dump.age', files: 'files.tar.age' } as const;

const part = z.object({ bytes: z.int(), sha256: z.string().length(64) });
const manifest = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  database: part,
  files: part,
  /** The end of the audit log before the dump began: a restored log must contain it. */
  auditHead: z.object({ seq: z.int(), hash: z.string() }),
});
export type Manifest = z.infer<typeof manifest>;

/** Reads a backup's manifest. It is written last, so a backup without it is incomplete. @throws StartError */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    if (code === 'EACCES')
      throw new StartError(
        `The account ${userInfo().username} doesn't have permission to read ${folder}. On a new machine, run: chown -R ${userInfo().username}: ${folder}`,
        1,
      );
    throw new StartError(`${folder} is not a complete backup: it has no ${MANIFEST}.`, 1);
  });
  const parsed = manifest.safeParse(JSON.parse(text));
  if (!parsed.success) throw new StartError(`${join(folder, MANIFEST)} was not written by this program.`, 1);
  return parsed.data;
}
