import type { ProxyHop } from '#electron/common/proxy-hop.ts';
import type { FromWorker } from '#electron/common/worker-protocol.ts';
import type { ProxyQuestions } from './proxied-agent.ts';

/** Asks the main process for the routes to a URL: only the main process can read the system's proxies and PAC files. */
export function askForProxies(say: (message: FromWorker) => void) {
  const waiting = new Map<number, (hops: readonly ProxyHop[]) => void>();
  let lastId = 0;
  const questions: ProxyQuestions = {
    proxiesFor: (url) =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        say({ kind: 'proxies-wanted', id: lastId, url });
      }),
    wantsLogin: (hop) => say({ kind: 'proxy-login-wanted', hop }),
  };
  return {
    questions,
    answered: ({ id, hops }: { id: number; hops: readonly ProxyHop[] }): undefined => {
      waiting.get(id)?.(hops);
      waiting.delete(id);
    },
  };
}
