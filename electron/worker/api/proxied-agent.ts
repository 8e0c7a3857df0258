import type http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type tls from 'node:tls';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { ProxyHop } from '#electron/common/proxy-hop.ts';
import { ProxyError } from './proxy-error.ts';
import { checkKey, proxyTrust, type Trust, tlsOptions } from './trusted.ts';

/** How long a proxy may take to accept a connection and establish the tunnel. */
const TIMEOUT_MS = 10_000;

export type ProxyQuestions = {
  /** The routes to a URL, best first, from the system, its PAC file or the managed settings. */
  proxiesFor: (url: string) => Promise<readonly ProxyHop[]>;
  /** Called when a proxy responds with 407: the login was wrong or missing. */
  wantsLogin: (hop: Exclude<ProxyHop, 'direct'>) => void;
};

/**
 * Connects to https servers directly or through a proxy's CONNECT. TLS always ends at the server itself, even behind a
 * proxy, and nothing is sent before the server's certificate and key are checked. The next route is tried only if a
 * proxy can't be reached.
 */
export class ProxiedAgent extends Agent {
  readonly #questions: ProxyQuestions;
  readonly #direct: https.Agent;
  readonly #trust: Trust;

  constructor(trust: Trust, questions: ProxyQuestions) {
    const options = { keepAlive: true, ...tlsOptions(trust) };
    super(options);
    this.#trust = trust;
    this.#questions = questions;
    this.#direct = new https.Agent(options);
  }

  override async connect(req: http.ClientRequest, given: AgentConnectOpts): Promise<Socket | http.Agent> {
    const host = given.host ?? '';
    const hops = await this.#questions.proxiesFor(`https://${host}:${given.port}/`);
    let unreachable = new ProxyError('unsupported', '', null);
    for (const hop of hops) {
      if (hop === 'direct') return this.#direct;
      try {
        // Behind a proxy, the socket doesn't know the server's host name, so it is passed here.
        const checkServerIdentity = (_: string, cert: tls.PeerCertificate) => checkKey(this.#trust, host, cert);
        return await through(hop, req, { ...given, checkServerIdentity } as AgentConnectOpts);
      } catch (error) {
        if (!(error instanceof ProxyError)) throw error;
        if (error.why === 'login') this.#questions.wantsLogin(hop);
        if (error.why !== 'gone') throw error;
        unreachable = error;
      }
    }
    throw unreachable;
  }

  override destroy(): void {
    this.#direct.destroy();
    super.destroy();
  }
}

async function through(
  hop: Exclude<ProxyHop, 'direct'>,
  req: http.ClientRequest,
  options: AgentConnectOpts,
): Promise<Socket> {
  const { host } = new URL(hop.url);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  let status = 0;
  // The login is sent as a header, because the library's debug output includes the proxy's URL.
  const agent = new HttpsProxyAgent(hop.url, {
    ...proxyTrust(),
    signal: controller.signal,
    ...(hop.login === null ? {} : { headers: { 'Proxy-Authorization': basic(hop.login) } }),
  });
  agent.on('proxyConnect', ({ statusCode }: { statusCode: number }) => {
    status = statusCode;
  });
  try {
    const socket = await agent.connect(req, options);
    if (status === 200) return socket;
    socket.destroy();
  } catch (error) {
    throw new ProxyError('gone', host, null, error);
  } finally {
    clearTimeout(timer);
  }
  throw new ProxyError(status === 407 ? 'login' : 'refused', host, status);
}

const basic = ({ username, password }: { username: string; password: string }) =>
  `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
