import http from 'node:http';
import https from 'node:https';
import { NO_TRUST_SETTINGS, type TrustSettings } from '#electron/common/trust.ts';
import { ProxiedAgent, type ProxyQuestions } from './proxied-agent.ts';

/** How this workstation reaches the agency server. */
export type Network = { trust: TrustSettings } & ProxyQuestions;

export type Agents = { httpAgent: http.Agent; httpsAgent: http.Agent; close: () => void };

export const DIRECT: Network = {
  trust: NO_TRUST_SETTINGS,
  proxiesFor: async () => ['direct'],
  wantsLogin: () => undefined,
};

/**
 * Returns the agents for all requests to the agency server: API, files and updates. A server without TLS is on this
 * computer, so no proxy is looked up for it.
 */
export function agentsFor(server: string, network: Network): Agents {
  const httpAgent = new http.Agent({ keepAlive: true });
  const isSecure = server.startsWith('https:');
  const httpsAgent = isSecure
    ? new ProxiedAgent(network.trust, network)
    : new https.Agent({ rejectUnauthorized: true, minVersion: 'TLSv1.2' });
  return {
    httpAgent,
    httpsAgent,
    close: () => {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}
