/** Whether an address is a sign-in page of the configured agency server, which is https or on this machine. */
export function isSignInPage(address: string, server: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.origin === server &&
    url.username === '' &&
    url.password === '' &&
    (url.pathname === '/oidc/start' || url.pathname === '/oidc/sign-out')
  );
}
