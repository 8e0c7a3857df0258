import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** A folder that is being written, with the hash of each file in it. */
export type FileList = {
  folder: string;
  /** Writes a file, and lists its hash once it is complete. @returns the number of chunks. */
  write: (path: string, chunks: Chunks) => Promise<number>;
  /** Like `write`. @returns the file's SHA-256 in hexadecimal. */
  copy: (path: string, chunks: Chunks) => Promise<string>;
  end: () => Promise<void>;
};

/** Only the owner can read the files. `sha256sum --check SHA256SUMS` verifies them. */
export async function openFileList(folder: string): Promise<FileList> {
  const sums = await open(join(folder, 'SHA256SUMS'), 'wx', 0o600);
  const put = async (path: string, chunks: Chunks) => {
    const hash = createHash('sha256');
    let count = 0;
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    await pipeline(
      Readable.from(chunks),
      async function* (source: AsyncIterable<string | Uint8Array>) {
        for await (const chunk of source) {
          hash.update(chunk);
          count += 1;
          yield chunk;
        }
      },
      createWriteStream(join(folder, path), { flags: 'wx', mode: 0o600, flush: true }),
    );
    const sha256 = hash.digest('hex');
    await sums.appendFile(`${sha256}  ${path}\n`);
    return { sha256, count };
  };
  return {
    folder,
    write: async (path, chunks) => (await put(path, chunks)).count,
    copy: async (path, chunks) => (await put(path, chunks)).sha256,
    end: async () => {
      await sums.sync();
      await sums.close();
    },
  };
}
