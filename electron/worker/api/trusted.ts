import { createHash, X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import type { TrustSettings } from '#electron/common/trust.ts';

export type Trust = TrustSettings;

/** The server's certificate is valid, but its key matches none of the pins in the managed settings. */
export class WrongKeyError extends Error {
  readonly code = 'ERR_TLS_CERT_WRONG_KEY';
  /** The base64 SHA-256 of the key that the server presented. */
  readonly pin: string;

  constructor(pin: string) {
    super("The server's key is not the one in the managed settings.");
    this.name = 'WrongKeyError';
    this.pin = pin;
  }
}

/** Older versions are neither safe nor allowed (NIST SP 800-52r2). */
const minVersion = 'TLSv1.2';

/**
 * Returns the TLS options for connections to the agency server. `rejectUnauthorized` is set explicitly, because
 * otherwise an environment variable could turn it off.
 */
export function tlsOptions(trust: Trust) {
  return {
    rejectUnauthorized: true,
    minVersion,
    secureContext: contextFor(trust),
    checkServerIdentity: (host: string, cert: tls.PeerCertificate) => checkKey(trust, host, cert),
  } as const;
}

function contextFor({ ca, own }: Trust): tls.SecureContext {
  if (ca === null && own === undefined) return computers();
  return tls.createSecureContext({ ca: ca ?? allOfThisComputer(), minVersion, ...own });
}

/** Returns the TLS options for a proxy: an agency's own certificate authority and pins apply to its server only. */
export const proxyTrust = () => ({ rejectUnauthorized: true, minVersion, secureContext: computers() }) as const;

/** Called once the certificate chain is verified. @returns why this isn't the agency server; undefined if it is. */
export function checkKey({ pins }: Trust, host: string, cert: tls.PeerCertificate): Error | undefined {
  const wrongName = tls.checkServerIdentity(host, cert);
  if (wrongName !== undefined || pins.length === 0) return wrongName;
  const key = new X509Certificate(cert.raw).publicKey.export({ type: 'spki', format: 'der' });
  const pin = createHash('sha256').update(key).digest('base64');
  return pins.includes(pin) ? undefined : new WrongKeyError(pin);
}

let context: tls.SecureContext | undefined;

/**
 * Returns a context with the certificate authorities that the computer trusts: the runtime's, and those installed by
 * its administrators. Unlike the window, this thread does not use the system's store by default. The store is read
 * once, for the first https server. If it cannot be read, only the runtime's authorities are used.
 */
function computers(): tls.SecureContext {
  context ??= tls.createSecureContext({ ca: allOfThisComputer(), minVersion });
  return context;
}

const allOfThisComputer = () => [...tls.getCACertificates('default'), ...ofThisComputer()];

function ofThisComputer(): string[] {
  try {
    return tls.getCACertificates('system');
  } catch {
    return [];
  }
}
