/**
 * Parses a PAC result such as `PROXY a:8080; DIRECT`; Electron's `resolveProxy` returns the same format. Leaves out
 * unsupported kinds of proxies, such as SOCKS.
 * @returns `direct` or a proxy's URL for each route, best first.
 */
export function pacAnswer(text: string): string[] {
  return text.split(';').flatMap((part) => {
    const [kind = '', place = ''] = part.trim().split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return ['direct'];
    const scheme = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }[kind.toUpperCase()];
    const url = scheme === undefined ? null : URL.parse(`${scheme}://${place}`);
    return url === null || url.hostname === '' ? [] : [url.origin];
  });
}
