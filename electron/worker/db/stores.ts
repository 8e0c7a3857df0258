import { createClosedReports } from './closed.ts';
import { createDraftStore } from './drafts.ts';
import { createFileStore } from './files.ts';
import { createFlow } from './flow.ts';
import { createHintFeedback } from './hint-feedback.ts';
import { createJournalDone } from './journal-done.ts';
import { createLaterIndexes } from './later-indexes.ts';
import { createLinkStore } from './links.ts';
import { createMessageFiles } from './message-files.ts';
import { createMeta } from './meta.ts';
import { createNearby } from './nearby.ts';
import { createOutbox } from './outbox.ts';
import { createPairOutbox } from './pair-outbox.ts';
import { createPairStore } from './pairs.ts';
import { createPolicyStore } from './policy.ts';
import { createPreferenceStore } from './preferences.ts';
import { createQueueStore } from './queue.ts';
import { createReportStore } from './reports.ts';
import { createReviewForms } from './review-forms.ts';
import { createSearchStore } from './search.ts';
import { createSupervisionStore } from './supervision.ts';
import { createTrailStore } from './trail.ts';
import { createUnsavedPolicy } from './unsaved-policy.ts';
import type { Db } from './write.ts';

/** Everything stored in one officer's cache. */
export type Stores = ReturnType<typeof createStores>;

export function createStores(db: Db) {
  const search = createSearchStore(db);
  const meta = createMeta(db);
  return {
    db,
    meta,
    supervision: createSupervisionStore(meta),
    policy: createPolicyStore(db),
    preferences: createPreferenceStore(db),
    reports: createReportStore(db),
    queue: createQueueStore(db, search),
    search,
    outbox: createOutbox(db),
    drafts: createDraftStore(db),
    reviewForms: createReviewForms(db),
    unsavedPolicy: createUnsavedPolicy(db),
    journalDone: createJournalDone(db),
    closed: createClosedReports(db),
    files: createFileStore(db),
    messageFiles: createMessageFiles(db),
    hintFeedback: createHintFeedback(db),
    laterIndexes: createLaterIndexes(db),
    flow: createFlow(db),
    nearby: createNearby(db),
    links: createLinkStore(db),
    pairs: createPairStore(db),
    pairOutbox: createPairOutbox(db),
    trail: createTrailStore(db),
  };
}
