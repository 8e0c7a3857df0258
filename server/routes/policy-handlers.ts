import type { policyApi } from '#shared/policy-api.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { draftDifference, listDrafts, publishDraft } from '../commands/policy/publish-draft.ts';
import { rehearseDraft } from '../commands/policy/rehearse-draft.ts';
import {
  discardDraft,
  openDraft,
  ownDraft,
  rebaseDraft,
  saveDraft,
  takeOverDraft,
} from '../commands/policy/write-draft.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/policy-api.ts. */
export function policyHandlers(deps: Deps, boundary: Ring | null): Pick<Handlers, keyof typeof policyApi> {
  return {
    policyDrafts: () => listDrafts(deps),
    ownPolicyDraft: async (_, author) => ({ draft: await ownDraft(deps, author) }),
    openPolicyDraft: ({ body }, author) => openDraft(deps, body.from, author),
    savePolicyDraft: ({ body }, author) => saveDraft(deps, body, author),
    rebasePolicyDraft: ({ body }, author) => rebaseDraft(deps, body, author),
    discardPolicyDraft: async ({ body }, author) => {
      await discardDraft(deps, body.draftId, author);
      return null;
    },
    takeOverPolicyDraft: ({ body }, author) => takeOverDraft(deps, body.draftId, author),
    policyDifference: ({ query }, reader) => draftDifference(deps, query.draftId, reader),
    rehearsePolicyDraft: ({ body }, reader) => rehearseDraft(deps, body.draftId, reader, boundary),
    publishPolicyDraft: ({ body }, by) => publishDraft(deps, body, by),
  };
}
