import { opendir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { noteRmsNumber } from '../commands/records/note-rms-number.ts';
import { knownPackages } from '../db/packages.ts';
import type { Deps } from '../deps.ts';
import { plainNumber } from './rms-number.ts';

const PACKAGE = /-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(xml|json|files|ack)$/;
const SLICE = 500;
type Entry = { name: string; id: string; kind: string };
/** An acknowledgment is one line; longer ones are ignored. */
const MOST_ACK_BYTES = 4_096;

/**
 * Removes packages that the records system has picked up, and packages of reports that retention removed. The records
 * system confirms a package with a file NAME.ack, which may contain its own number for the report. A file that can't be
 * read or removed doesn't hold up the others.
 * @throws the first such error, once everything else is done; it names the file.
 */
export async function sweepFolder(deps: Deps, folder: string, stopped?: AbortSignal): Promise<{ removed: number }> {
  let removed = 0;
  let slice: Entry[] = [];
  const failed: Error[] = [];
  const sift = async () => {
    const known = await knownPackages(deps.db, [...new Set(slice.map(({ id }) => id))]);
    for (const entry of slice) {
      if (known.has(entry.id) && entry.kind !== 'ack') continue;
      try {
        await clear(deps, folder, entry, known.has(entry.id));
        removed += 1;
      } catch (error) {
        failed.push(sweepError(join(folder, entry.name), error));
      }
    }
    slice = [];
  };
  const entries = await opendir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  for await (const { name } of entries ?? []) {
    if (stopped?.aborted === true) break;
    const [, id, kind] = PACKAGE.exec(name) ?? [];
    if (id !== undefined && kind !== undefined) slice.push({ name, id, kind });
    if (slice.length >= SLICE) await sift();
  }
  await sift();
  // Everything else was swept; fail the job anyway, so someone investigates.
  if (failed.length > 0) throw failed[0];
  return { removed };
}

async function clear(deps: Deps, folder: string, { name, id, kind }: Entry, isKnown: boolean): Promise<void> {
  if (isKnown) await noteRmsNumber(deps, id, await numberIn(join(folder, name)));
  const base = join(folder, name.slice(0, -kind.length - 1));
  // Remove the acknowledgment last: if the process is killed here, the next run reads it again.
  for (const one of ['files', 'json', 'xml', 'ack']) await rm(`${base}.${one}`, { recursive: true, force: true });
}

/** Names the file and the error's code or class: a message of the database may contain text from reports. */
function sweepError(path: string, cause: unknown): Error {
  const { code, name } = Object(cause) as { code?: unknown; name?: unknown };
  const why = typeof code === 'string' ? code : typeof name === 'string' ? name : 'Error';
  return Object.assign(new Error(`${path}: ${why}`, { cause }), { code: why });
}

async function numberIn(path: string): Promise<string | null> {
  const { size } = await stat(path);
  return size > MOST_ACK_BYTES ? null : plainNumber(await readFile(path, 'utf8'));
}
