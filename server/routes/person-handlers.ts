import type { personApi } from '#shared/person-api.ts';
import { logReads } from '../commands/audit/log-reads.ts';
import { readAttachment } from '../commands/audit/read-attachment.ts';
import { saveMessageFile } from '../commands/drafts/save-message-file.ts';
import { markPrinted, printLetters } from '../commands/letters/print-letters.ts';
import { reviewerOf } from '../db/hidden-reports.ts';
import { countPapers, findPapers } from '../db/papers.ts';
import type { PaperDeps, UploadDeps } from '../deps.ts';
import { fileAnswer, SAVED_ONLY } from './file-answer.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/person-api.ts. */
export function personHandlers(deps: PaperDeps & UploadDeps): Pick<Handlers, keyof typeof personApi> {
  const { db } = deps;
  return {
    attachment: async ({ params, query }, { session, source }) =>
      fileAnswer(await readAttachment(deps, { id: params.attachmentId, copy: query.copy }, session, source)),
    sendMessageFile: ({ params, headers, body }, { session }) =>
      saveMessageFile(deps, {
        reportId: params.reportId,
        key: headers['idempotency-key'],
        file: body.file,
        officerId: session.officer.id,
        startsAt: body.startsAt,
        data: Buffer.from(body.data, 'base64'),
      }),
    papers: async ({ query }, { session, source }) => {
      await logReads(deps, session, source);
      return findPapers(db, query, reviewerOf(session.officer));
    },
    countPapers: (_, { session }) => countPapers(db, reviewerOf(session.officer)),
    paperPdf: async ({ body }, { session, source }) => {
      const { file, headers } = await printLetters(deps, body.letterIds, session, source);
      return { file, headers: { ...SAVED_ONLY, ...headers, 'content-type': 'application/pdf' } };
    },
    papersPrinted: async ({ body }, { session, source }) => {
      await markPrinted(deps, body.letterIds, session, source);
      return null;
    },
  };
}
