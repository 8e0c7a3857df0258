/** Hosts that links may open in a browser: the publishers of the rules cited by hints and rejection reasons. */
const ALLOWED_HOSTS: readonly string[] = [
  'www.hartfordct.gov',
  'www.cga.ct.gov',
  'le.fbi.gov',
  'www.ic3.gov',
  'www.identitytheft.gov',
];

/** Whether a link may open outside the application: https to a known host, with no port, user name or password. */
export function mayOpenOutside(link: string): boolean {
  const url = URL.parse(link);
  return (
    url !== null &&
    url.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    ALLOWED_HOSTS.includes(url.hostname)
  );
}

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
