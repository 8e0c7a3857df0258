import type { WorkerHandlers } from '../common/worker-protocol.ts';
import type { ApiClient } from './api/client.ts';

/** How long a fit to ten thousand decisions may take on a server that has other things to do. */
const FIT_MS = 120_000;

/** What the agency server alone knows: it is asked each time, and nothing of it is kept. */
export const serverCalls = (api: ApiClient) =>
  ({
    'audit.decisions': (query) => api.call('decisions', { query }),
    'papers.list': ({ printed, ...page }) => api.call('papers', { query: { ...page, printed: String(printed) } }),
    'papers.printed': ({ ids }) => api.call('papersPrinted', { body: { letterIds: ids } }).then(() => undefined),
    'courtesy.list': ({ done, ...page }) => api.call('courtesyContacts', { query: { ...page, done: String(done) } }),
    'courtesy.done': ({ reportId, ...body }) =>
      api.call('courtesyDone', { params: { reportId }, body }).then(() => undefined),
    'rms.list': (query) => api.call('rmsPackages', { query }),
    'rms.push': ({ packageId }) => api.call('rmsPush', { params: { packageId } }),
    'accounts.list': (query) => api.call('accounts', { query }),
    'accounts.create': (body) => api.call('createAccount', { body }),
    'accounts.change': ({ officerId, change }) => api.call('changeAccount', { params: { officerId }, body: change }),
    'accounts.sessions': ({ ended, ...query }) => api.call('sessions', { query: { ...query, ended: String(ended) } }),
    'accounts.prove': async (body) => {
      await api.call('reauthenticate', { body });
    },
    'accounts.revoke': (body) => api.call('revoke', { body }),
    'linkage.state': () => api.call('linkFitting', {}),
    'linkage.fit': () => api.call('fitLinkModel', { timeoutMs: FIT_MS }),
    'linkage.publish': (body) => api.call('publishLinkModel', { body }),
  }) satisfies Partial<WorkerHandlers>;
