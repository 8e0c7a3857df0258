/** Both forms of an issuer, because a token and an administrator may differ in the slash at the end. */
export function issuerForms(issuer: string | URL): [string, string] {
  const bare = String(issuer).replace(/\/$/, '');
  return [bare, `${bare}/`];
}
