import type { Session } from 'electron';
import { StrictEmitter } from './emitter.ts';
import { createProtocol, type SessionProtocol } from './protocol.ts';
import { strict } from './strict.ts';
import { createWebRequest, type SessionWebRequest } from './web-request.ts';

type SettingName =
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setCertificateVerifyProc'
  | 'setSpellCheckerEnabled'
  | 'setSpellCheckerLanguages'
  | 'setSpellCheckerDictionaryDownloadURL';

/**
 * Stored but never used: an ordinary browser asks the officer for permission itself and checks spelling according to its
 * own settings.
 */
const SETTINGS: readonly (SettingName & keyof Session)[] = [
  'setPermissionRequestHandler',
  'setPermissionCheckHandler',
  'setDevicePermissionHandler',
  'setDisplayMediaRequestHandler',
  'setCertificateVerifyProc',
  'setSpellCheckerEnabled',
  'setSpellCheckerLanguages',
  'setSpellCheckerDictionaryDownloadURL',
];

export type StandInSession = {
  session: object;
  /** Answers a request from a page of this session with the application's own handler, running the `webRequest` hooks. */
  answer: (request: Request, resourceType: string) => Promise<Response>;
};

export type Sessions = {
  /** The `session` export of the `electron` module. */
  session: { defaultSession: object; fromPartition: (partition: string, options?: object) => object };
  protocol: SessionProtocol['protocol'];
  /** Finds a window's session from its `webPreferences`. */
  of: (choice: { session?: object | undefined; partition?: string | undefined }) => StandInSession;
};

export function createSessions(isReady: () => boolean): Sessions {
  const byPartition = new Map<string, StandInSession>();
  const fromPartition = (partition: string): StandInSession => {
    const known = byPartition.get(partition) ?? createSession(createProtocol(isReady), createWebRequest());
    byPartition.set(partition, known);
    return known;
  };
  // An application may use `protocol` before `ready` but `session` only after it, so the default session's protocol is
  // created now.
  const defaultProtocol = createProtocol(isReady);
  const defaultSession = createSession(defaultProtocol, createWebRequest());
  byPartition.set('', defaultSession);

  return {
    session: strict('session', {
      get defaultSession() {
        if (!isReady()) {
          throw new Error('Session can only be received when app is ready');
        }
        return defaultSession.session;
      },
      fromPartition: (partition: string) => fromPartition(partition).session,
    }),
    protocol: defaultProtocol.protocol,
    of: ({ session, partition }) =>
      [...byPartition.values()].find((each) => each.session === session) ?? fromPartition(partition ?? ''),
  };
}

/** Returns a proxy's address in the form that a PAC file returns. */
const proxyAnswer = (proxy: string | undefined) => (proxy ? `PROXY ${new URL(proxy).host}` : 'DIRECT');

function createSession(own: SessionProtocol, { webRequest, around }: SessionWebRequest): StandInSession {
  const emitter = new StrictEmitter('session', 'will-download spellcheck-dictionary-download-failure preconnect');
  const settings = Object.fromEntries(SETTINGS.map((name) => [name, (_value: unknown): void => {}]));
  const members = {
    availableSpellCheckerLanguages: ['en-US', 'es-US'],
    // A browser doesn't reveal its proxies, so the only proxy is the one that a test sets in this variable.
    resolveProxy: async (_url: string): Promise<string> => proxyAnswer(process.env['P2C_STAND_IN_PROXY']),
    setProxy: async (_config: object): Promise<void> => {},
    clearStorageData: async (): Promise<void> => {},
    clearCache: async (): Promise<void> => {},
    protocol: own.protocol,
    webRequest,
  } satisfies Pick<
    Session,
    'availableSpellCheckerLanguages' | 'clearStorageData' | 'clearCache' | 'resolveProxy' | 'setProxy'
  > & {
    protocol: object;
    webRequest: object;
  };
  return {
    session: strict('session', Object.assign(emitter, settings, members)),
    answer: (request, resourceType) => around(request, resourceType, () => own.answer(request)),
  };
}
