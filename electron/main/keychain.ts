import { AppError } from '#shared/errors.ts';

/** Where keychain lie: one text per account name. Throws keychain_unavailable where the keychain does not answer. */
export type Keychain = {
  get: (account: string) => Promise<string | null>;
  set: (account: string, password: string) => Promise<void>;
  remove: (account: string) => Promise<void>;
};

const SERVICE = 'P2C Review';
/** Long enough for somebody to answer the question of a locked keychain, short enough not to hang for ever. */
const PATIENCE_MS = 15_000;

/**
 * The keychain of the operating system, or null where there is none that works. This is the one door to keytar; it is
 * loaded only now, so that a workstation without its native library can still start.
 */
export async function openKeychain(patienceMs = PATIENCE_MS): Promise<Keychain | null> {
  try {
    const keytar = (await import('keytar')).default;
    const keychain: Keychain = {
      get: (account) => inTime(keytar.getPassword(SERVICE, account), patienceMs),
      set: (account, password) => inTime(keytar.setPassword(SERVICE, account, password), patienceMs),
      remove: async (account) => void (await inTime(keytar.deletePassword(SERVICE, account), patienceMs)),
    };
    // Reading can work where writing does not (a locked keychain), so the question is asked with a write.
    await keychain.set('probe', 'works');
    return (await keychain.get('probe')) === 'works' ? keychain : null;
  } catch {
    return null;
  }
}

/** The same in memory: for tests, and nothing of it outlives the process. */
export function memoryKeychain(): Keychain & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get: async (account) => entries.get(account) ?? null,
    set: async (account, password) => void entries.set(account, password),
    remove: async (account) => void entries.delete(account),
  };
}

async function inTime<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('keychain_unavailable')), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('keychain_unavailable', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
