import type { WorkerHandlers } from '../common/worker-protocol.ts';
import type { ApiClient } from './api/client.ts';
import type { Stores } from './db/stores.ts';
import { write } from './db/write.ts';
import type { HiddenReports } from './hidden-reports.ts';

/** Calls about second reviews. Calls that change what this supervisor may see update the cache before they return. */
export const reviewCalls = (
  api: ApiClient,
  { db, reviewForms }: Pick<Stores, 'db' | 'reviewForms'>,
  hidden: Pick<HiddenReports, 'refresh'>,
  now: () => Date,
) =>
  ({
    'reviews.open': async ({ sampleId }) => {
      await hidden.refresh();
      const sheet = await api.call('openReview', { params: { sampleId } });
      // An answer is no longer new once it is shown, so refresh the count of new answers. A failed refresh is ignored.
      if (sheet.answer !== null) await hidden.refresh().catch(() => undefined);
      return sheet;
    },
    'reviews.decide': async ({ sampleId, decision }) => {
      const sheet = await api.call('decideReview', { params: { sampleId }, body: decision });
      await hidden.refresh();
      return sheet;
    },
    'reviews.close': async ({ sampleId, verdict }) => {
      const sheet = await api.call('closeReview', { params: { sampleId }, body: verdict });
      // The review is closed even if the count can't be refreshed now.
      await hidden.refresh().catch(() => undefined);
      return sheet;
    },
    'reviews.take-over': async ({ sampleId }) => {
      const sheet = await api.call('takeOverReview', { params: { sampleId } });
      await hidden.refresh().catch(() => undefined);
      return sheet;
    },
    'reviews.unblind': async ({ sampleId }) => {
      await api.call('unblindReview', { params: { sampleId } });
      await hidden.refresh();
    },
    'reviews.kept': ({ sampleId }) => reviewForms.get(sampleId),
    'reviews.keep': async ({ sampleId, form }) => {
      write(db, (tx) => {
        if (form === null) reviewForms.remove(tx, sampleId);
        else reviewForms.put(tx, sampleId, form, now().toISOString());
      });
      return undefined;
    },
    'reviews.answer': ({ sampleId, text }) =>
      api.call('answerReview', { params: { sampleId }, body: { text } }).then(() => undefined),
  }) satisfies Partial<WorkerHandlers>;
