import { answers, type Example, ids, sends } from './example.ts';

const DRAFT = {
  id: '0195706f-0000-7000-8000-0000000000d2',
  author: { id: ids.supervisor, displayName: 'Sergeant Lee' },
  begunBy: null,
  authorLeft: false,
  state: 'ready',
  basedOn: 3,
  revision: 12,
  why: 'Insurers ask for the address of the department.',
  savedAt: '2026-03-07T14:00:00.000Z',
};
const NAMED = { draftId: DRAFT.id, revision: DRAFT.revision };
const DOCUMENT = '{"agency":{"name":"Springfield Police Department"}}';
const VERSION = { version: 3, at: '2026-03-01T14:00:00.000Z', by: 'IT Administrator', author: 'Sergeant Lee', why: '' };
const CHANGE = { path: 'limits.promiseDays', before: '3', after: '5' };

export const policyDraftExamples: Record<string, Example> = {
  policyDrafts: answers({ current: 3, drafts: [DRAFT], versions: [VERSION] }),
  ownPolicyDraft: answers({ draft: { ...DRAFT, document: DOCUMENT } }),
  openPolicyDraft: { ...sends({ from: 3 }), ...answers({ ...DRAFT, state: 'open', revision: 1, why: '' }) },
  savePolicyDraft: {
    ...sends({ ...NAMED, document: DOCUMENT, why: DRAFT.why, ready: false }),
    ...answers({
      revision: 13,
      faults: [{ path: 'letters.approved.en.paragraphs.2', detail: { code: 'required', params: {} } }],
    }),
  },
  rebasePolicyDraft: {
    ...sends(NAMED),
    ...answers({ document: DOCUMENT, revision: 13, basedOn: 4, conflicts: ['limits.promiseDays'] }),
  },
  discardPolicyDraft: sends({ draftId: DRAFT.id }),
  takeOverPolicyDraft: {
    ...sends({ draftId: DRAFT.id }),
    ...answers({ ...DRAFT, state: 'open', begunBy: { id: ids.officer, displayName: 'Sergeant Diaz' } }),
  },
  policyDifference: answers({ draft: DRAFT, current: 3, changes: [CHANGE], since: [], faults: [], warnings: [] }),
  rehearsePolicyDraft: {
    ...sends({ draftId: DRAFT.id }),
    ...answers({
      decisions: 500,
      open: 1000,
      allOpen: 214,
      changed: { letters: 0, otherLetters: ['late'], refused: 0, flags: 0, due: 1, overdue: 0, onTime: 0, removed: 0 },
      rows: [
        {
          reportId: ids.report,
          trackingNumber: 'T26-004812-6',
          act: null,
          letter: false,
          letterChange: null,
          refused: null,
          flagsAdded: [],
          flagsRemoved: [],
          due: { before: '2026-03-11', after: '2026-03-13' },
          overdue: null,
        },
      ],
      more: { decisions: 0, open: 0 },
    }),
  },
  publishPolicyDraft: { ...sends(NAMED), ...answers({ version: 4 }) },
};
