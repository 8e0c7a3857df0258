import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { CHUNK_BYTES, type TextOfRequest } from '#server/text-in-flight.ts';
import { AppError } from '#shared/errors.ts';

/** Fields by name; of a repeated field, the last. */
type Fields = Record<string, string>;

type Reading = {
  limits: { files: number; fields: number; fileSize: number; textBytes: number };
  /** Where the text is counted while it is in memory. */
  text: Pick<TextOfRequest, 'add' | 'setGiveUp' | 'end'>;
  /** Takes a file and reads or resumes it. `before` are the fields that came before it. */
  onFile: (file: BusboyFileStream, name: string, before: Fields) => Promise<void>;
  /** Whether these fields allow more text than `UNPROVEN_BYTES`. */
  isOurs: (fields: Fields) => boolean;
};

/** Bytes of text that anyone may send; for more, the form's token must have come first. */
const UNPROVEN_BYTES = 64 * 1024;
/** What the parser and a file's stream may have in memory at a time. */
const STREAM_BYTES = 48 * 1024;
const LOOK_MS = 30_000;
/** Bytes of files that must arrive in each `LOOK_MS`; otherwise the time counts as time for text. */
const LEAST_FILE_BYTES = 16 * 1024;
const MOST_TEXT_LOOKS = 2;

/**
 * Reads a form with files. Files are handed over one after another. Of a form with too much text nothing is kept: the
 * rest is read and dropped, because a browser that is still sending doesn't read the response.
 * @throws AppError `payload_too_large`; `too_many_requests` or `unavailable` if the text had to be given up
 * @throws Error when the form is cut off or malformed
 */
export function readMultipart(
  raw: IncomingMessage,
  { limits, text, onFile, isOurs }: Reading,
  lookMs = LOOK_MS,
): Promise<Fields> {
  const { textBytes, ...counts } = limits;
  let fields: Fields = Object.create(null);
  const headers = { ...raw.headers, 'content-type': raw.headers['content-type'] ?? '' };
  const parser = new Busboy({ headers, limits: { ...counts, fieldSize: textBytes } });
  let bb: typeof parser | null = parser;
  const files: BusboyFileStream[] = [];
  let handled = Promise.resolve();
  let state: 'reading' | 'dropping' | 'done' = 'reading';
  let [arrived, dropped, counted] = [0, 0, 0];

  const fileBytes = () => files.reduce((sum, { bytesRead }) => sum + bytesRead, dropped);
  /** Everything that is not the contents of a file: text, names and headers. */
  const textNow = () => arrived - fileBytes();

  return new Promise((resolve, reject) => {
    /** Drops everything that was kept. */
    const drop = (why: Error) => {
      if (bb === null) return;
      raw.off('data', onData).unpipe(bb);
      // Nobody listens to what a dropped parser says.
      bb.removeAllListeners().on('error', () => {});
      bb = null;
      fields = Object.create(null);
      for (const file of files) file.destroy(why);
      text.end();
    };
    const end = () => {
      state = 'done';
      clearInterval(timer);
      raw.off('data', onData).off('close', onClose);
      text.setGiveUp(null);
    };
    const fail = (why: Error) => {
      if (state === 'done') return;
      end();
      drop(why);
      raw.resume();
      reject(why);
    };
    const tooLarge = () => {
      if (state !== 'reading') return;
      state = 'dropping';
      const why = new AppError('payload_too_large');
      drop(why);
      if (raw.readableEnded) return fail(why);
      raw.once('end', () => fail(why)).resume();
    };
    /** Looks at the text that the parser has seen so far. */
    const look = () => {
      const more = textNow() - counted;
      if (more > 0) {
        counted += more;
        text.add(more + CHUNK_BYTES);
      }
      if (counted > textBytes || (counted > UNPROVEN_BYTES && !isOurs(fields))) tooLarge();
    };
    const onData = (chunk: Buffer) => {
      // The parser has seen all chunks before this one.
      look();
      arrived += chunk.length;
      // What exceeds the allowed size of a file is not passed on.
      const last = files.at(-1);
      if (last?.truncated === true && !last.readableEnded) dropped += chunk.length;
    };
    const onClose = () => {
      if (!raw.readableEnded) fail(new Error('Unexpected end of multipart data: the connection was closed'));
    };
    let [seen, looks] = [0, 0];
    const timer = setInterval(() => {
      const brought = fileBytes() - seen;
      seen += brought;
      // The sender isn't blamed for what has arrived and was not read yet.
      if (brought >= LEAST_FILE_BYTES || raw.readableLength > 0) return;
      looks += 1;
      if (looks >= MOST_TEXT_LOOKS) raw.destroy();
    }, lookMs);
    const finish = () => {
      look();
      // A file that could not be stored was answered above; unhandled, it would end the process.
      handled.then(
        () => {
          if (state !== 'reading') return;
          end();
          resolve(fields);
        },
        () => {},
      );
    };

    text.setGiveUp(fail);
    text.add(STREAM_BYTES);
    raw.on('data', onData).once('close', onClose);
    parser
      .on('field', (name, value, _nameTruncated, isCut) => {
        if (isCut) tooLarge();
        else if (name in Object.prototype) fail(new AppError('invalid_request'));
        else fields[name] = value;
      })
      .on('file', (_name, file, filename) => {
        const before = { ...fields };
        files.push(file);
        file.on('error', () => {});
        handled = handled.then(() => (state === 'reading' ? onFile(file, filename ?? '', before) : undefined));
        handled.catch((why: Error) => {
          if (state === 'reading') fail(why);
        });
      })
      .on('filesLimit', tooLarge)
      .on('fieldsLimit', tooLarge)
      .on('error', (why: Error) => (arrived === 0 ? finish() : fail(why)))
      .on('finish', finish);
    raw.pipe(parser);
  });
}
