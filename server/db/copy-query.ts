/**
 * Called for each row with the bytes of its columns; null values are empty buffers. The buffers are valid only until the
 * callback returns.
 */
export type OnRow = (columns: Buffer[]) => void;

/**
 * A driver query that reads the output of `COPY … TO STDOUT (FORMAT binary)` row by row, as bytes. The driver passes
 * views into its read buffer, so even a page of several megabytes creates no garbage.
 */
export class CopyQuery {
  readonly done: Promise<void>;
  #text: string;
  #onRow: OnRow;
  #settle: { resolve: () => void; reject: (error: unknown) => void };
  #first = true;
  #failed: unknown = null;

  constructor(text: string, onRow: OnRow) {
    const { promise, ...settle } = Promise.withResolvers<void>();
    this.done = promise;
    this.#settle = settle;
    this.#text = text;
    this.#onRow = onRow;
  }

  submit(connection: { query: (text: string) => void }): void {
    connection.query(this.#text);
  }

  /** Each message holds one row; the format's header comes with the first one. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.#failed !== null) return;
    try {
      const row = readRow(chunk, this.#first ? headerBytes(chunk) : 0);
      this.#first = false;
      if (row !== null) this.#onRow(row);
    } catch (error) {
      // Throwing here would end the process, so the error is kept and the remaining rows are discarded.
      this.#failed = error;
    }
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    if (this.#failed === null) this.#settle.resolve();
    else this.#settle.reject(this.#failed);
  }

  /** An error from the database or a broken connection. */
  handleError(error: unknown): void {
    this.#settle.reject(error);
  }
}

/** See "COPY", section "Binary Format", in PostgreSQL's manual. */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

function headerBytes(chunk: Buffer): number {
  if (!chunk.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('not the binary format of COPY');
  const extension = SIGNATURE.length + 4;
  return extension + 4 + chunk.readInt32BE(extension);
}

/** Returns null at the end of the data, which has −1 in place of a column count. */
function readRow(chunk: Buffer, from: number): Buffer[] | null {
  const columns = chunk.readInt16BE(from);
  if (columns === -1) return null;
  const row: Buffer[] = [];
  let at = from + 2;
  for (let n = 0; n < columns; n += 1) {
    const length = Math.max(0, chunk.readInt32BE(at));
    at += 4;
    if (at + length > chunk.length) throw new RangeError('a column extends past the end of its row');
    row.push(chunk.subarray(at, at + length));
    at += length;
  }
  return row;
}
