import { z } from 'zod';
import type { Log } from '#electron/common/log.ts';
import type { ProxyHop, ProxyLogin } from '#electron/common/proxy-hop.ts';
import type { ProxyState } from '#shared/ipc-shapes.ts';
import type { Keychain } from '../keychain.ts';
import { pacAnswer } from './pac-answer.ts';

export type ProxySetting = 'system' | 'direct' | (string & {});

export type ProxyDeps = {
  /** From the managed settings: the system's proxies, none, or one proxy's URL. */
  setting: ProxySetting;
  /** Electron's `resolveProxy`: a PAC result for a URL. */
  resolve: (url: string) => Promise<string>;
  /** Opens the keychain that stores logins. Null if there is none; logins are then kept in memory only. */
  openKeychain: () => Promise<Keychain | null>;
  announce: () => void;
  log: Log;
  now: () => Date;
};

/**
 * Returns the name under which a proxy's login is stored: host and port, including a default port, which URLs omit.
 * Like Chromium's names for proxies, it has no scheme.
 */
function proxyName(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port !== '' ? port : protocol === 'https:' ? 443 : 80}`;
}

const login = z.object({ username: z.string(), password: z.string() });
const account = (proxy: string) => `proxy ${proxy}`;
/** How long to wait before asking again after somebody closed the dialog. */
const SNOOZE_MS = 10 * 60_000;
/** If Chromium asks again for the same URL within this time, the proxy rejected the login it was given. */
const SOON_MS = 60_000;

/** Decides which proxy leads to a URL, and keeps proxy logins. Logins never appear in logs, states or errors. */
export function createProxies({ setting, resolve, openKeychain, announce, log, now }: ProxyDeps) {
  const logins = new Map<string, ProxyLogin | null>();
  let keychain: Promise<Keychain | null> | null = null;
  let wanted: { proxy: string; wasWrong: boolean } | null = null;
  let snoozedUntil = 0;
  /** Logins recently given to Chromium, by requested URL: a second request for a URL means the login was refused. */
  const answered = new Map<string, { login: ProxyLogin; at: number }>();

  async function waysTo(url: string): Promise<string[]> {
    if (setting === 'direct') return ['direct'];
    if (setting !== 'system') return [setting];
    return pacAnswer(await resolve(url));
  }

  /** Returns the login for a proxy; null when no login is known. A keychain that doesn't work is treated as empty. */
  async function loginFor(proxy: string): Promise<ProxyLogin | null> {
    const known = logins.get(proxy);
    if (known !== undefined) return known;
    const kept = await inKeychain((one) => one.get(account(proxy)));
    const parsed = login.safeParse(parse(kept ?? null)).data ?? null;
    // Somebody may have entered a login in the meantime.
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

  /**
   * Call when a proxy has answered 407. Forgets the login that the proxy refused, because retrying it could lock the
   * account.
   */
  function refused(proxy: string, given: ProxyLogin | null): void {
    const known = logins.get(proxy) ?? null;
    const isKnown = given?.username === known?.username && given?.password === known?.password;
    // A response to an older login says nothing about the current one.
    if (!isKnown) return;
    if (known !== null) {
      logins.set(proxy, null);
      void inKeychain((one) => one.remove(account(proxy)));
    }
    log('proxy.login_wanted', { proxy, wasWrong: known !== null });
    if (known !== null || now().getTime() >= snoozedUntil) want({ proxy, wasWrong: known !== null });
  }

  return {
    /** Never rejects: if proxy resolution fails, there are no routes. */
    proxiesFor: async (url: string): Promise<readonly ProxyHop[]> => {
      try {
        const ways = await waysTo(url);
        return await Promise.all(
          ways.map(async (way) => (way === 'direct' ? way : { url: way, login: await loginFor(proxyName(way)) })),
        );
      } catch {
        log('proxy.not_resolved');
        return [];
      }
    },
    loginWanted: (hop: Exclude<ProxyHop, 'direct'>): void => refused(proxyName(hop.url), hop.login),
    state: (): ProxyState => ({ wanted }),
    /**
     * Stores the login that somebody entered for the proxy that requires one; null means that the dialog was closed,
     * which pauses the question for a while.
     */
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
    /**
     * Returns the login for Chromium's own requests, such as for dictionaries. Null if no login is known or the proxy
     * refused it; the user is then asked, as for all other requests. If Chromium asks twice for the same URL, the proxy
     * refused the login.
     */
    loginForChromium: async (proxy: string, url: string): Promise<ProxyLogin | null> => {
      const at = now().getTime();
      for (const [address, before] of answered) if (at - before.at > SOON_MS) answered.delete(address);
      const before = answered.get(url)?.login ?? null;
      if (before !== null) refused(proxy, before);
      const found = await loginFor(proxy);
      answered.delete(url);
      if (found !== null) answered.set(url, { login: found, at });
      else if (before === null) refused(proxy, null);
      return found;
    },
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
