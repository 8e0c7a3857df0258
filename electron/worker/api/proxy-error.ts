/**
 * Why a proxy can't be used: it can't be reached, refuses (with its HTTP status), requires a login, or is of an
 * unsupported kind, such as SOCKS. `proxy` is its host and port.
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
