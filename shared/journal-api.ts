import { z } from 'zod';
import { idempotencyKey } from './domain/act.ts';
import { uuid } from './domain/ids.ts';
import { REVIEWERS } from './domain/officer.ts';
import { endpoint } from './endpoint.ts';
import { recoveredRow, recoveryKey } from './journal/row.ts';

export const journalAnswer = z.object({
  rows: z.array(recoveredRow).describe('Decisions of the caller that were not carried out yet, as they were made.'),
  done: z.array(idempotencyKey).describe('Decisions in the file that were already carried out.'),
  dropped: z.array(idempotencyKey).default([]).describe('Decisions in the file that the caller dropped earlier.'),
  unreadable: z.int().describe("Records that are damaged, sealed for another key, or another officer's."),
});
export type JournalAnswer = z.infer<typeof journalAnswer>;

export const dropRequest = z.strictObject({
  decisions: z
    .array(
      z.strictObject({
        id: idempotencyKey.describe('The key under which it would be sent.'),
        reportId: uuid.describe('The report that it is about, or one of the two.'),
      }),
    )
    .min(1)
    .max(100),
});
export type DropRequest = z.infer<typeof dropRequest>;

/** The endpoints in shared/api.ts for decisions that never reached the server. */
export const journalApi = {
  recoveryKey: endpoint({
    method: 'GET',
    path: '/api/v1/recovery-key',
    summary: 'The public key of the sealed journal',
    description:
      'Workstations encrypt each unsent decision to this X25519 key, so that a lost cache loses no decision. Only the agency server can open them.',
    auth: REVIEWERS,
    response: recoveryKey,
    errors: [],
  }),
  openJournal: endpoint({
    method: 'POST',
    path: '/api/v1/journal',
    summary: 'Open a sealed journal',
    description:
      "Returns the caller's own decisions in the file that were not carried out yet. Nothing is carried out here: the officer confirms each one, which sends it as an act under its own key.",
    auth: REVIEWERS,
    body: z.strictObject({ file: z.base64().max(480_000).describe('The journal, or a part of it with its header.') }),
    response: journalAnswer,
    errors: ['invalid_request', 'against_rule', 'payload_too_large'],
  }),
  dropDecisions: endpoint({
    method: 'POST',
    path: '/api/v1/journal/dropped',
    summary: 'Drop decisions that were not carried out',
    description:
      "Each of the caller's decisions with these keys is refused from now on with `idempotency_mismatch`, whichever workstation sends it. Decisions that were already carried out stay so and are listed in the response. Repeating the request changes nothing.",
    auth: REVIEWERS,
    body: dropRequest,
    response: z.object({ done: z.array(idempotencyKey).describe('Those that were already carried out.') }),
    errors: ['invalid_request'],
  }),
} as const;
