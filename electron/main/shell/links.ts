/** Hosts an officer may be sent to in a browser: where the rules that the hints and reasons cite are published. */
const ALLOWED_HOSTS: readonly string[] = [
  'www.hartfordct.gov',
  'www.cga.ct.gov',
  'le.fbi.gov',
  'www.ic3.gov',
  'www.identitytheft.gov',
];

/** Whether a link may leave the application: https to a known host, with no port, name or password in it. */
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
