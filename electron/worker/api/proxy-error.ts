/**
 * Why the way through a proxy is closed: it can't be reached, refuses (with its HTTP status), wants a login, or is of a
 * kind that isn't supported, such as SOCKS. `proxy` is its host and port.
 */
export class ProxyError extends Error {
  readonly why: 'gone' | 'refused' | 'login' | 'unsupported';
  readonly proxy: string;
  readonly status: number | null;
  readonly code = 'EPROXY';

  constructor(why: ProxyError['why'], proxy: string, status: number | null, cause?: unknown) {
    super(`Proxy ${proxy}: ${why}`, { cause });
    this.name = 'ProxyError';
    this.why = why;
    this.proxy = proxy;
    this.status = status;
  }
}
