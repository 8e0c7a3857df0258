/** Both ways to write an issuer: a token may end it with a slash where an administrator did not, and the reverse. */
export function issuerForms(issuer: string | URL): [string, string] {
  const bare = String(issuer).replace(/\/$/, '');
  return [bare, `${bare}/`];
}
