import { z } from 'zod';
import type { Log } from '#electron/common/log.ts';
import type { ProxyHop, ProxyLogin } from '#electron/common/proxy-hop.ts';
import type { ProxyState } from '#shared/ipc-shapes.ts';
import type { Keychain } from '../keychain.ts';
import { pacAnswer } from './pac-answer.ts';

export type ProxySetting = 'system' | 'direct' | (string & {});

export type ProxyDeps = {
  /** What the managed settings say: the system's proxies, none, or one proxy's URL. */
  setting: ProxySetting;
  /** Electron's `resolveProxy`: a PAC answer for a URL. */
  resolve: (url: string) => Promise<string>;
  /** Where logins are kept; null without a keychain, which keeps them in memory only. */
  openKeychain: () => Promise<Keychain | null>;
  announce: () => void;
  log: Log;
  now: () => Date;
};

const login = z.object({ username: z.string(), password: z.string() });
const account = (proxy: string) => `proxy ${proxy}`;
/** How long somebody who closed the dialog is left alone. */
const SNOOZE_MS = 10 * 60_000;

/** Which proxy leads to a URL, and the logins for them. Logins never appear in logs, states or errors. */
export function createProxies({ setting, resolve, openKeychain, announce, log, now }: ProxyDeps) {
  const logins = new Map<string, ProxyLogin | null>();
  let keychain: Promise<Keychain | null> | null = null;
  let wanted: { proxy: string; wasWrong: boolean } | null = null;
  let snoozedUntil = 0;

  async function waysTo(url: string): Promise<string[]> {
    if (setting === 'direct') return ['direct'];
    if (setting !== 'system') return [setting];
    return pacAnswer(await resolve(url));
  }

  /** Null when none is known. A keychain that doesn't work is as good as none. */
  async function loginFor(proxy: string): Promise<ProxyLogin | null> {
    const known = logins.get(proxy);
    if (known !== undefined) return known;
    const kept = await inKeychain((one) => one.get(account(proxy)));
    const parsed = login.safeParse(parse(kept ?? null)).data ?? null;
    // Somebody may have signed in meanwhile.
    if (!logins.has(proxy)) logins.set(proxy, parsed);
    return logins.get(proxy) ?? null;
  }

  async function inKeychain<T>(use: (keychain: Keychain) => Promise<T>): Promise<T | null> {
    keychain ??= openKeychain();
    try {
      const open = await keychain;
      return open === null ? null : await use(open);
    } catch {
      log('proxy.no_keychain');
      return null;
    }
  }

  function want(next: typeof wanted): void {
    if (wanted?.proxy === next?.proxy && wanted?.wasWrong === next?.wasWrong) return;
    wanted = next;
    announce();
  }

  return {
    /** Never rejects: without an answer, no way is offered. */
    proxiesFor: async (url: string): Promise<readonly ProxyHop[]> => {
      try {
        const ways = await waysTo(url);
        return await Promise.all(
          ways.map(async (way) => (way === 'direct' ? way : { url: way, login: await loginFor(new URL(way).host) })),
        );
      } catch {
        log('proxy.not_resolved');
        return [];
      }
    },
    /** A proxy answered 407. A login that it refused is forgotten, so that repeating it locks nobody's account. */
    loginWanted: (hop: Exclude<ProxyHop, 'direct'>): void => {
      const proxy = new URL(hop.url).host;
      const known = logins.get(proxy) ?? null;
      const isKnown = hop.login?.username === known?.username && hop.login?.password === known?.password;
      // An answer to an older login says nothing about the newest.
      if (!isKnown) return;
      if (known !== null) {
        logins.set(proxy, null);
        void inKeychain((one) => one.remove(account(proxy)));
      }
      log('proxy.login_wanted', { proxy, wasWrong: known !== null });
      if (known !== null || now().getTime() >= snoozedUntil) want({ proxy, wasWrong: known !== null });
    },
    state: (): ProxyState => ({ wanted }),
    /** What somebody entered for the proxy that wants a login; null to be left alone for a while. */
    signIn: async (given: ProxyLogin | null): Promise<ProxyState> => {
      const proxy = wanted?.proxy;
      if (given === null) snoozedUntil = now().getTime() + SNOOZE_MS;
      else if (proxy !== undefined) {
        logins.set(proxy, given);
        await inKeychain((one) => one.set(account(proxy), JSON.stringify(given)));
      }
      want(null);
      return { wanted };
    },
    /** For what Chromium itself fetches, such as dictionaries. */
    loginFor,
  };
}
export type Proxies = ReturnType<typeof createProxies>;

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
