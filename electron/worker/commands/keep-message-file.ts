import { createHash, randomUUID } from 'node:crypto';
import { HEAD_BYTES, MOST_FILE_BYTES, mediaTypeOf, OFFICER_TYPES, safeName } from '#shared/domain/media-type.ts';
import type { MessageFile } from '#shared/domain/message-file.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import type { Parsed } from '#shared/ipc.ts';
import type { Stores } from '../db/stores.ts';
import { write } from '../db/write.ts';

/**
 * Keeps a file that an officer attaches to a message, encrypted in the cache, until the message has been sent.
 * @throws AppError invalid_request for a file that the server would not accept; disk_full
 */
export function keepMessageFile(
  { db, messageFiles }: Pick<Stores, 'db' | 'messageFiles'>,
  { name, data }: Parsed<'message-file.keep'>,
  now: () => Date,
): MessageFile {
  const content = Buffer.from(data, 'base64');
  if (content.length === 0) throw refused('file_empty');
  if (content.length > MOST_FILE_BYTES) throw refused('file_too_large');
  const type = OFFICER_TYPES.find((one) => one === mediaTypeOf(content.subarray(0, HEAD_BYTES)));
  if (type === undefined) throw refused('file_kind');
  const id = randomUUID();
  write(db, (tx) => messageFiles.add(tx, id, content, now().toISOString()));
  return {
    id,
    name: safeName(name, type),
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

const refused = (code: 'file_empty' | 'file_too_large' | 'file_kind') =>
  new AppError('invalid_request', { fields: [plainFault('data', code)] });
