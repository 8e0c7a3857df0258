import tls from 'node:tls';

let context: tls.SecureContext | undefined;

/**
 * The certificate authorities trusted for the agency server: the runtime's, and those installed by the computer's
 * administrators, such as an agency's own. The window uses the system's store by default; this thread does not. The store
 * is read once, for the first https server; if it cannot be read, only the runtime's authorities are used.
 */
export function trusted(): tls.SecureContext {
  context ??= tls.createSecureContext({ ca: [...tls.getCACertificates('default'), ...ofThisComputer()] });
  return context;
}

function ofThisComputer(): string[] {
  try {
    return tls.getCACertificates('system');
  } catch {
    return [];
  }
}
