import { z } from 'zod';
import { UPLOAD_PROBLEMS } from './domain/attachment.ts';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { MEDIA_TYPES, MOST_FILE_BYTES } from './domain/media-type.ts';
import { messageFile } from './domain/message-file.ts';
import { REVIEWERS } from './domain/officer.ts';
import { letterKind } from './domain/policy.ts';
import { flag, listQuery } from './domain/query.ts';
import { language } from './domain/report.ts';
import { endpoint } from './endpoint.ts';

/** Maximum size of one uploaded piece of a file, in bytes. */
export const MOST_PIECE_BYTES = 256 * 1024;
const MOST_PIECE_TEXT = Math.ceil(MOST_PIECE_BYTES / 3) * 4;
const SAVED = 'Tells the client to save the file, and under which name.';
const PRINTERS = ['officer', 'supervisor', 'records'] as const;
/** Maximum number of letters in one PDF that a workstation accepts; more letters need several PDFs. */
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
  /**
   * The mailing address. Null when the person gave none, or when mail to it isn't safe. Someone then has to call the
   * person.
   */
  address: z.string().nullable(),
  isSafe: z.boolean().describe('False if the person asked for no mail to their home: the letter must not be mailed.'),
  why: z
    .enum(['no_email', 'undelivered'])
    .describe('Why it is printed: no e-mail address or the person wants letters, or mail could not be delivered.'),
  queuedAt: instant,
  printed: z.object({ at: instant, by: z.string() }).nullable(),
});
export type PaperRow = z.infer<typeof paperRow>;

/**
 * The endpoints in shared/api.ts for attachments and letters: everything a person sends or receives apart from the
 * form.
 */
export const personApi = {
  attachment: endpoint({
    method: 'GET',
    path: '/api/v1/attachments/:attachmentId',
    summary: 'A file of a report',
    description:
      "The bytes, as a file to save: `view` is the copy for viewing (a JPEG of at most 2048 pixels without the original's metadata; only where the report lists one), `original` is what the person sent. `Repr-Digest` has the SHA-256. Each read is audited. 404 also for a file whose report was removed.",
    auth: ['officer', 'supervisor', 'records'],
    params: z.object({ attachmentId: uuid.describe('The file’s id, as the report lists it.') }),
    query: z.object({ copy: z.enum(['view', 'original']).default('view').describe('Which of the two copies.') }),
    response: z.null(),
    answers: 'file',
    media: MEDIA_TYPES,
    sends: { 'Content-Disposition': SAVED, 'Repr-Digest': 'SHA-256 of the file (RFC 9530).' },
    errors: ['invalid_request', 'not_found'],
  }),
  sendMessageFile: endpoint({
    method: 'POST',
    path: '/api/v1/reports/:reportId/files',
    summary: 'Bring a file for a message',
    description:
      "A file (JPEG, PNG or PDF, at most 10 MB) for the reporter, in pieces, so that a lost connection costs one piece. It is checked, drawn and sealed like a person's, and goes with the `message` act that has the same key and names it; without that act, it is deleted after two days. A piece that does not start where the last one ended is not taken, and an empty one asks how much has arrived; sending one again changes nothing.",
    auth: REVIEWERS,
    params: z.object({ reportId: uuid.describe('The report’s id.') }),
    headers: z.object({ 'idempotency-key': uuid.describe('The key of the act that the file goes with.') }),
    body: z.strictObject({
      file: messageFile,
      startsAt: z.int().min(0).max(MOST_FILE_BYTES).describe('Where in the file the piece starts, in bytes.'),
      data: z.base64().max(MOST_PIECE_TEXT).describe('At most 256 KiB in base64; may be empty.'),
    }),
    response: z.object({
      received: z.int().describe('Where the next piece starts.'),
      done: z.boolean().describe('Whether the file is whole and was looked at.'),
      problem: z.enum(UPLOAD_PROBLEMS).nullable().describe('Why it was not taken; null if it was, or is not whole.'),
    }),
    errors: ['invalid_request', 'not_found'],
  }),
  papers: endpoint({
    method: 'GET',
    path: '/api/v1/papers',
    summary: 'Letters to print',
    description:
      'Letters for people who have no e-mail, who want letters, or whose mail could not be delivered, oldest first; with `printed`, those that were printed, newest first. With `text`, only letters whose person and tracking number contain all of its words: a word of two or more letters also matches the start of a longer one; case and accents are ignored.',
    auth: PRINTERS,
    query: z.object({
      printed: flag.default(false).describe('Printed letters instead of those waiting.'),
      ...listQuery,
    }),
    response: z.object({ rows: z.array(paperRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
  countPapers: endpoint({
    method: 'GET',
    path: '/api/v1/papers/waiting',
    summary: 'How many letters wait to be printed',
    description: 'Says nothing about a report or a person, so it is not audited.',
    auth: PRINTERS,
    response: z.object({
      waiting: z.int(),
      oldestAt: instant.nullable().describe('Since when the oldest one waits; null if none does.'),
    }),
    errors: [],
  }),
  paperPdf: endpoint({
    method: 'POST',
    path: '/api/v1/papers/pdf',
    summary: 'Print letters',
    description:
      'One PDF in US Letter size with the letters in the given order, each starting on a new page, its address placed for a window envelope. A letter has its private link until it is marked as printed. Each read is audited. 404 when one of them is not a letter to print.',
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
      "Takes the letters off the list, deletes their private links, and adds to each report's history that its letter will be mailed: all of them, or none when one is not a letter to print. Marking one again changes nothing, nor does marking one that was withdrawn meanwhile.",
    auth: PRINTERS,
    body: chosenLetters,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
} as const;
