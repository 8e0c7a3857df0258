import type { WorkerHandlers } from '../common/worker-protocol.ts';
import type { ApiClient } from './api/client.ts';
import type { HiddenReports } from './hidden-reports.ts';

/** Calls about second reviews. Each that changes what this supervisor may see updates the cache before it returns. */
export const reviewCalls = (api: ApiClient, hidden: Pick<HiddenReports, 'refresh'>) =>
  ({
    'reviews.open': async ({ sampleId }) => {
      await hidden.refresh();
      return api.call('openReview', { params: { sampleId } });
    },
    'reviews.decide': async ({ sampleId, decision }) => {
      const sheet = await api.call('decideReview', { params: { sampleId }, body: decision });
      await hidden.refresh();
      return sheet;
    },
    'reviews.close': ({ sampleId, verdict }) => api.call('closeReview', { params: { sampleId }, body: verdict }),
    'reviews.unblind': async ({ sampleId }) => {
      await api.call('unblindReview', { params: { sampleId } });
      await hidden.refresh();
    },
    'reviews.answer': ({ sampleId, text }) =>
      api.call('answerReview', { params: { sampleId }, body: { text } }).then(() => undefined),
  }) satisfies Partial<WorkerHandlers>;
