import { z } from 'zod';
import { uuid } from './ids.ts';
import { MOST_FILE_BYTES } from './media-type.ts';
import { filledLine } from './text.ts';

/** Maximum number of files with an officer's message; the same as in a reporter's form. */
export const MOST_MESSAGE_FILES = 10;

/**
 * A file that an officer sends with a message. The workstation chooses `id`; `sha256` is the original file's hash in
 * hexadecimal.
 */
export const messageFile = z.strictObject({
  id: uuid,
  name: filledLine(120),
  bytes: z.int().min(1).max(MOST_FILE_BYTES),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type MessageFile = z.infer<typeof messageFile>;
