/**
 * Parses the routes in a PAC result (also that of Electron's `resolveProxy`), best first, such as `PROXY a:8080;
 * DIRECT`. Kinds that aren't supported, such as SOCKS, are left out.
 * @returns `direct` or a proxy's URL for each.
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
