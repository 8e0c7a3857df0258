/**
 * Returns an issuer without and with a trailing slash, because a token may have the slash when the administrator's
 * input doesn't, or the reverse.
 */
export function issuerForms(issuer: string | URL): [string, string] {
  const bare = String(issuer).replace(/\/$/, '');
  return [bare, `${bare}/`];
}
