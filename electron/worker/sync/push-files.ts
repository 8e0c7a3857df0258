import { MOST_PIECE_BYTES } from '#shared/person-api.ts';
import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import type { QueuedAct } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';

/**
 * Uploads a message's files to the server in chunks, before the message itself. A file that was already uploaded is not
 * sent again, and an interrupted upload resumes. A file that the server does not accept, or that is no longer here (the
 * message was restored from its journal), is found missing when the server checks the message.
 * @throws CallError
 */
export async function pushFiles(
  { api, stores }: { api: Pick<ApiClient, 'call'>; stores: Pick<Stores, 'messageFiles'> },
  { id, reportId, act }: QueuedAct,
  signal: AbortSignal,
): Promise<void> {
  if (act.kind !== 'message') return;
  for (const file of act.files ?? []) {
    const content = stores.messageFiles.read(file.id);
    if (content === null) continue;
    for (let startsAt = 0, isDone = false; !isDone; ) {
      const { received, done } = await api.call('sendMessageFile', {
        params: { reportId },
        headers: { 'idempotency-key': id },
        body: {
          file,
          startsAt,
          data: content.subarray(startsAt, startsAt + MOST_PIECE_BYTES).toString('base64'),
        },
        signal,
      });
      // Another process of the server is handling this file, or has crashed while doing so, so try again later.
      if (!done && received <= startsAt) throw new CallError('unavailable', { reached: true, status: null });
      startsAt = received;
      isDone = done;
    }
  }
}
