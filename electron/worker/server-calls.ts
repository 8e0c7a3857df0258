import { api as contract } from '#shared/api.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { PASSED, type PassedChannel, type Topic } from '#shared/ipc-names.ts';
import type { WorkerHandlers } from '../common/worker-protocol.ts';
import type { ApiClient } from './api/client.ts';

/** Timeout, in milliseconds, for fitting the weights to ten thousand decisions on a busy server. */
const FIT_MS = 120_000;
/** Timeout, in milliseconds, for trying a policy draft on 1,500 reports on a busy server. */
const REHEARSE_MS = 60_000;

/** Channels that only forward their input, as either the endpoint's body or its query. */
function passedCalls(api: Pick<ApiClient, 'call'>): Pick<WorkerHandlers, PassedChannel> {
  const calls = PASSED.map(([channel, name]) => {
    const { body, query }: Endpoint = contract[name];
    const given = (input: unknown) =>
      body !== undefined ? { body: input } : query !== undefined ? { query: input } : {};
    return [channel, (input: unknown) => api.call(name, given(input))];
  });
  return Object.fromEntries(calls) as Pick<WorkerHandlers, PassedChannel>;
}

/** Data that only the agency server has: requested each time, never stored. */
export const serverCalls = (api: Pick<ApiClient, 'call'>, announce: (topic: Topic) => void) => {
  /**
   * Wraps a call about policy drafts. The call may change the number of waiting drafts, so the count in the navigation
   * is refreshed.
   */
  const ofDrafts = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const given = await answer;
    announce('policy');
    return given;
  };
  return {
    ...passedCalls(api),
    'audit.decision': async ({ id }) => {
      const found = await api.call('decision', { params: { decisionId: id } });
      const version = found.seen?.policyVersion;
      const policy =
        version === undefined ? null : await api.call('policyOfVersion', { params: { version: String(version) } });
      return { ...found, policy };
    },
    'papers.list': async ({ printed, ...page }) => {
      const found = await api.call('papers', { query: { ...page, printed: String(printed) } });
      // Refreshes the count in the navigation, so that it matches the list.
      announce('letters');
      return found;
    },
    'papers.printed': async ({ ids }) => {
      await api.call('papersPrinted', { body: { letterIds: ids } });
      announce('letters');
    },
    'courtesy.list': ({ done, ...page }) => api.call('courtesyContacts', { query: { ...page, done: String(done) } }),
    'courtesy.done': ({ reportId, ...body }) =>
      api.call('courtesyDone', { params: { reportId }, body }).then(() => undefined),
    'rms.list': (query) => api.call('rmsPackages', { query }),
    'rms.push': ({ packageId }) => api.call('rmsPush', { params: { packageId } }),
    'find.open': (params) => api.call('openFound', { params }),
    'holds.place': ({ reportId, ...body }) => api.call('layHold', { params: { reportId }, body }).then(() => undefined),
    'holds.lift': ({ reportId, ...body }) => api.call('liftHold', { params: { reportId }, body }).then(() => undefined),
    'holds.keep': (params) => api.call('keepHold', { params }).then(() => undefined),
    'case-numbers.list': ({ voided, ...query }) =>
      api.call('caseNumbers', { query: { ...query, ...(voided === undefined ? {} : { voided: String(voided) }) } }),
    'accounts.change': ({ officerId, change }) => api.call('changeAccount', { params: { officerId }, body: change }),
    'accounts.sessions': ({ ended, ...query }) => api.call('sessions', { query: { ...query, ended: String(ended) } }),
    'accounts.prove': async (body) => {
      await api.call('reauthenticate', { body });
    },
    'confirmations.decide': async ({ officerId, ...body }) => {
      await api.call('decideConfirmation', { params: { officerId }, body });
      announce('confirmations');
    },
    'services.rotate': ({ serviceId, days }) => api.call('rotateService', { params: { serviceId }, body: { days } }),
    'services.revoke': (params) => api.call('revokeService', { params }).then(() => undefined),
    'policy.of-version': ({ version }) => api.call('policyOfVersion', { params: { version: String(version) } }),
    'policy.publish': (body) => ofDrafts(api.call('publishPolicyDraft', { body })),
    'policy.discard': (body) => ofDrafts(api.call('discardPolicyDraft', { body })),
    'policy.take-over': (body) => ofDrafts(api.call('takeOverPolicyDraft', { body })),
    'policy.rehearse': (body) => api.call('rehearsePolicyDraft', { body, timeoutMs: REHEARSE_MS }),
    'linkage.fit': () => api.call('fitLinkModel', { timeoutMs: FIT_MS }),
  } satisfies Partial<WorkerHandlers>;
};
