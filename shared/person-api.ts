import { z } from 'zod';
import { MEDIA_TYPES } from './domain/attachment.ts';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { letterKind } from './domain/policy.ts';
import { flag, listQuery } from './domain/query.ts';
import { language } from './domain/report.ts';
import { endpoint } from './endpoint.ts';

const SAVED = 'That the file is to be saved, and under which name.';
const PRINTERS = ['officer', 'supervisor', 'records'] as const;
/** More letters than fit into one PDF that a workstation accepts are printed in two batches. */
export const MOST_LETTERS = 100;
const chosenLetters = z.strictObject({ letterIds: z.array(uuid).min(1).max(MOST_LETTERS) });

export const paperRow = z.object({
  id: uuid,
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  kind: letterKind,
  language,
  subject: z.string(),
  person: z.string(),
  /** Null when the person gave none; then someone has to call. */
  address: z.string().nullable(),
  why: z
    .enum(['no_email', 'undelivered'])
    .describe('No e-mail address was given or the person wants letters; or mail did not arrive there.'),
  queuedAt: instant,
  printed: z.object({ at: instant, by: z.string() }).nullable(),
});
export type PaperRow = z.infer<typeof paperRow>;

/** The rows of shared/api.ts for what a person sends and receives apart from the form. */
export const personApi = {
  attachment: endpoint({
    method: 'GET',
    path: '/api/v1/attachments/:attachmentId',
    summary: 'A file of a report',
    description:
      'The bytes, as a file to save: `view` is the copy for looking at (a JPEG of at most 2048 pixels without the original’s metadata; only where the report names one), `original` what the person sent. `Repr-Digest` has the SHA-256. Each reading is audited. 404 also for a file whose report was removed.',
    auth: ['officer', 'supervisor'],
    params: z.object({ attachmentId: uuid.describe('The file’s id, as the report lists it.') }),
    query: z.object({ copy: z.enum(['view', 'original']).default('view').describe('Which of the two.') }),
    response: z.null(),
    answers: 'file',
    media: MEDIA_TYPES,
    sends: { 'Content-Disposition': SAVED, 'Repr-Digest': 'SHA-256 of the file (RFC 9530).' },
    errors: ['invalid_request', 'not_found'],
  }),
  papers: endpoint({
    method: 'GET',
    path: '/api/v1/papers',
    summary: 'Letters to be printed',
    description:
      'The tray of letters for persons without e-mail, who want letters, or whose mail did not arrive: the oldest first; with `printed`, those that were printed, the newest first. With `text`, those of the persons and tracking numbers in which all of its words occur: a word may be the beginning of a longer one from two letters on, and neither case nor accents matter.',
    auth: PRINTERS,
    query: z.object({
      printed: flag.default(false).describe('Those that were printed, instead of those that wait.'),
      ...listQuery,
    }),
    response: z.object({ rows: z.array(paperRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
  paperPdf: endpoint({
    method: 'POST',
    path: '/api/v1/papers/pdf',
    summary: 'Letters for printing',
    description:
      'One PDF of US Letter size with the letters in the order in which they are named, each beginning on a page of its own, with its address where a window envelope shows it. A letter has its private link until it is marked as printed. Each reading is audited. 404 when one of them is no letter of the tray.',
    auth: PRINTERS,
    body: chosenLetters,
    response: z.null(),
    answers: 'file',
    media: ['application/pdf'],
    sends: { 'Content-Disposition': SAVED },
    errors: ['invalid_request', 'not_found', 'too_many_requests'],
  }),
  papersPrinted: endpoint({
    method: 'POST',
    path: '/api/v1/papers/printed',
    summary: 'Mark letters as printed',
    description:
      'Takes the letters off the tray, forgets their private links, and writes into each report’s history that its letter goes by post: all of them or, when one is no letter of the tray, none. Marking one again changes nothing.',
    auth: PRINTERS,
    body: chosenLetters,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
} as const;
