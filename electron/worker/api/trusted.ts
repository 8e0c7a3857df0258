import tls from 'node:tls';

let context: tls.SecureContext | undefined;

/**
 * The certificate authorities trusted for the agency server: the runtime's, and those the computer's administrators
 * installed, where an agency adds its own. The window uses the system's store by default; this thread does not. Read
 * once, for the first https server; if the system's store cannot be read, only the runtime's are used.
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
