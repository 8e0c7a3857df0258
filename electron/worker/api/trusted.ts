import tls from 'node:tls';

let context: tls.SecureContext | undefined;

/**
 * Who may vouch for the agency server: the authorities that come with the runtime, and those that the administrators of this
 * computer trust, where an agency puts its own. The window asks the computer by itself; this thread does not.
 * Read once, with the first server that has a certificate; where the computer's own cannot be read the runtime's count alone.
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
