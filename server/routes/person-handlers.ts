import type { personApi } from '#shared/person-api.ts';
import { readAttachment } from '../commands/read-attachment.ts';
import type { FileDeps } from '../deps.ts';
import { fileAnswer } from './file-answer.ts';
import type { Handlers } from './register.ts';

/** What the rows of shared/person-api.ts do. */
export function personHandlers(deps: FileDeps): Pick<Handlers, keyof typeof personApi> {
  return {
    attachment: async ({ params, query }, { session, source }) =>
      fileAnswer(await readAttachment(deps, { id: params.attachmentId, copy: query.copy }, session, source)),
  };
}
