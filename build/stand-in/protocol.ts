import type { CustomScheme, Protocol } from 'electron';
import { notSupported, strict } from './strict.ts';

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

export type SessionProtocol = {
  protocol: ReturnType<typeof protocolMembers>;
  /** Calls the handler for the URL's scheme; throws when no handler is registered. */
  answer: (request: Request) => Promise<Response>;
};

/**
 * @param isReady whether `ready` has fired. As in Electron, privileges can be registered only before that, and handlers
 * at any time.
 */
export function createProtocol(isReady: () => boolean): SessionProtocol {
  const handlers = new Map<string, SchemeHandler>();
  return {
    protocol: strict('protocol', protocolMembers(handlers, isReady)),
    answer: async (request) => {
      const scheme = request.url.slice(0, request.url.indexOf(':'));
      const handler = handlers.get(scheme) ?? notSupported(`${scheme}: (no protocol.handle for it)`);
      return await handler(request);
    },
  };
}

function protocolMembers(handlers: Map<string, SchemeHandler>, isReady: () => boolean) {
  return {
    registerSchemesAsPrivileged: (schemes: CustomScheme[]): void => {
      if (isReady()) {
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      }
      // The page's origin here is http, which has the other privileges but cannot bypass the CSP, so a scheme with
      // `bypassCSP` is not supported.
      if (schemes.some(({ privileges }) => privileges?.bypassCSP === true)) {
        notSupported('a scheme that bypasses the Content-Security-Policy');
      }
    },
    handle: (scheme: string, handler: SchemeHandler): void => {
      if (/^(https?|file|about|data|blob|wss?)$/.test(scheme)) {
        notSupported(`protocol.handle('${scheme}')`);
      }
      if (handlers.has(scheme)) {
        throw new Error(`Failed to register protocol: ${scheme}`);
      }
      handlers.set(scheme, handler);
    },
    unhandle: (scheme: string): void => {
      if (!handlers.delete(scheme)) {
        throw new Error(`Failed to unhandle protocol: ${scheme}`);
      }
    },
    isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
  } satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'unhandle' | 'isProtocolHandled'> & { handle: unknown };
}
