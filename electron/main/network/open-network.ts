import { app, type Session } from 'electron';
import { openKeychain } from '../keychain.ts';
import { createProxies, type Proxies, type ProxyDeps } from './proxies.ts';

/**
 * The only place that decides through which proxy a URL is reached. The worker thread asks here before it connects for
 * API calls, files and updates; Chromium itself, which fetches only dictionaries, gets the same settings and logins.
 */
export function openNetwork({
  session,
  ...deps
}: Omit<ProxyDeps, 'resolve' | 'openKeychain'> & { session: Session }): Proxies {
  const { setting } = deps;
  const proxies = createProxies({
    ...deps,
    resolve: (url) => session.resolveProxy(url),
    openKeychain: () => openKeychain((why) => deps.log('keychain.unusable', { why })),
  });
  if (setting !== 'system') void session.setProxy(setting === 'direct' ? { mode: 'direct' } : { proxyRules: setting });
  app.on('login', (event, _contents, { url }, { isProxy, host, port, scheme }, answer) => {
    if (!isProxy || scheme !== 'basic') return;
    event.preventDefault();
    const name = `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
    void proxies.loginForChromium(name, url).then((login) => answer(login?.username, login?.password));
  });
  return proxies;
}
