import { z } from 'zod';
import { uuid } from './domain/ids.ts';
import { policyDifferenceView, policyDraftRow, policyVersionRow, rehearsal } from './domain/policy-draft.ts';
import { paragraph, text } from './domain/text.ts';
import { endpoint } from './endpoint.ts';
import { fieldError } from './field-error.ts';
import { LONGEST_DOCUMENT } from './letters/policy-document.ts';

const AUTHORS = ['supervisor'] as const;
const PUBLISHERS = ['supervisor', 'administrator'] as const;

const version = z.int().min(1).max(2_147_483_647);
const document = text(LONGEST_DOCUMENT).describe(
  'The whole policy without `version` and `publishedAt`, as JSON text. It is kept as typed, so it may be half-finished.',
);
const revised = { draftId: uuid, revision: z.int().min(1).max(2_147_483_647) };
const owned = { document, revision: z.int(), basedOn: version };

/** The endpoints in shared/api.ts for changing the policy: a supervisor drafts, and someone else puts it in force. */
export const policyApi = {
  policyDrafts: endpoint({
    method: 'GET',
    path: '/api/v1/policy-drafts',
    summary: 'Policy drafts and versions',
    description: 'Drafts that are not in force yet, and the last 50 versions with who published them and why.',
    auth: PUBLISHERS,
    response: z.object({ current: version, drafts: z.array(policyDraftRow), versions: z.array(policyVersionRow) }),
    errors: [],
  }),
  ownPolicyDraft: endpoint({
    method: 'GET',
    path: '/api/v1/policy-drafts/own',
    summary: 'The caller’s open policy draft',
    description: 'The draft with its document; null if the caller has none. Only its author gets the document.',
    auth: AUTHORS,
    response: z.object({ draft: policyDraftRow.extend({ document }).nullable() }),
    errors: [],
  }),
  openPolicyDraft: endpoint({
    method: 'POST',
    path: '/api/v1/policy-drafts',
    summary: 'Start a policy draft',
    description:
      'From the version in force or, to go back, from an earlier one. 409 if the caller already has an open draft.',
    auth: AUTHORS,
    body: z.strictObject({ from: version.describe('The version whose document the draft starts with.') }),
    status: 201,
    response: policyDraftRow,
    errors: ['invalid_request', 'not_found', 'act_not_allowed'],
  }),
  savePolicyDraft: endpoint({
    method: 'PUT',
    path: '/api/v1/policy-drafts/own',
    summary: 'Save a policy draft',
    description:
      'Saves what was typed, with or without faults, and returns the faults. With `ready`, the draft is offered to be published, and must have a reason and no faults. 409 if it was saved elsewhere since `revision`.',
    auth: AUTHORS,
    body: z.strictObject({ ...revised, document, why: paragraph(1000), ready: z.boolean() }),
    response: z.object({ revision: z.int(), faults: z.array(fieldError) }),
    errors: ['invalid_request', 'not_found', 'act_not_allowed', 'against_rule'],
  }),
  rebasePolicyDraft: endpoint({
    method: 'POST',
    path: '/api/v1/policy-drafts/own/rebase',
    summary: 'Bring a policy draft up to the version in force',
    description:
      'Takes over what changed since the version that the draft was made from. Where both changed the same text, the draft’s stays and its path is returned.',
    auth: AUTHORS,
    body: z.strictObject(revised),
    response: z.object({ ...owned, conflicts: z.array(z.string()) }),
    errors: ['invalid_request', 'not_found', 'act_not_allowed'],
  }),
  discardPolicyDraft: endpoint({
    method: 'POST',
    path: '/api/v1/policy-drafts/own/discard',
    summary: 'Discard a policy draft',
    description:
      'The caller’s own draft, or one whose author can no longer sign in as a supervisor. It stays on record, but can’t be published.',
    auth: AUTHORS,
    body: z.strictObject({ draftId: uuid }),
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
  takeOverPolicyDraft: endpoint({
    method: 'POST',
    path: '/api/v1/policy-drafts/own/take-over',
    summary: 'Take over a policy draft',
    description:
      'Of an author who can no longer sign in as a supervisor. The caller becomes its author, and neither of the two can publish it. 409 if the caller already has an open draft.',
    auth: AUTHORS,
    body: z.strictObject({ draftId: uuid }),
    response: policyDraftRow,
    errors: ['invalid_request', 'not_found', 'act_not_allowed'],
  }),
  policyDifference: endpoint({
    method: 'GET',
    path: '/api/v1/policy-drafts/difference',
    summary: 'What a policy draft changes',
    description: 'Each text and setting that differs from the version that the draft was made from.',
    auth: PUBLISHERS,
    query: z.object({ draftId: uuid.describe('The draft’s id.') }),
    response: policyDifferenceView,
    errors: ['invalid_request', 'not_found'],
  }),
  rehearsePolicyDraft: endpoint({
    method: 'POST',
    path: '/api/v1/policy-drafts/rehearsals',
    summary: 'Try a policy draft on real reports',
    description:
      'Compares the version in force and the draft on the last 500 decisions, each on the report as its officer saw it, and on 1,000 open reports: those that become overdue first, then the newest. Changes nothing. Reports that the caller is to review blind are left out. Administrators get counts only. 429 while another rehearsal runs.',
    auth: PUBLISHERS,
    body: z.strictObject({ draftId: uuid }),
    response: rehearsal,
    errors: ['invalid_request', 'not_found', 'against_rule', 'too_many_requests'],
  }),
  publishPolicyDraft: endpoint({
    method: 'POST',
    path: '/api/v1/policy-drafts/publications',
    summary: 'Put a policy draft in force',
    description:
      'Anyone but its author, for a draft that its author called ready. 409 if it was changed since `revision`, or if another version is in force than the one it was made from.',
    freshProof: true,
    auth: PUBLISHERS,
    body: z.strictObject(revised),
    status: 201,
    response: z.object({ version }),
    errors: ['invalid_request', 'not_found', 'act_not_allowed', 'against_rule'],
  }),
} as const;
