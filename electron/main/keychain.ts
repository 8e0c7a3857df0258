import { AppError } from '#shared/errors.ts';

/** Stores secrets: one string per account name. Throws keychain_unavailable when the keychain does not respond. */
export type Keychain = {
  get: (account: string) => Promise<string | null>;
  set: (account: string, password: string) => Promise<void>;
  remove: (account: string) => Promise<void>;
};

/**
 * Why a keychain can't be used: keytar's native library does not load; the keychain doesn't answer in time; it returns
 * an error (no keychain service runs, or it stays locked); or a value read back differs from what was written.
 */
type KeychainProblem = 'not_loaded' | 'no_answer' | 'refused' | 'not_kept';

const SERVICE = 'P2C Review';
/**
 * Long enough for someone to unlock the keychain when prompted, but short enough that the application does not seem to
 * hang.
 */
const TIMEOUT_MS = 15_000;
/** The `cause` of a timeout error. */
const LATE = Symbol('late');

/**
 * Opens the operating system's keychain; null when none works, and `onUnusable` is called with the reason. The only place
 * that uses keytar, which is loaded lazily so that a workstation without its native library can still start.
 */
export async function openKeychain(
  onUnusable: (why: KeychainProblem) => void,
  timeoutMs = TIMEOUT_MS,
): Promise<Keychain | null> {
  const unusable = (why: KeychainProblem): null => {
    onUnusable(why);
    return null;
  };
  const keytar = await import('keytar').then(
    (library) => library.default,
    () => null,
  );
  if (keytar === null) return unusable('not_loaded');
  const keychain: Keychain = {
    get: (account) => inTime(keytar.getPassword(SERVICE, account), timeoutMs),
    set: (account, password) => inTime(keytar.setPassword(SERVICE, account, password), timeoutMs),
    remove: async (account) => void (await inTime(keytar.deletePassword(SERVICE, account), timeoutMs)),
  };
  try {
    // A locked keychain may allow reads but not writes, so test it with a write.
    await keychain.set('probe', 'works');
    return (await keychain.get('probe')) === 'works' ? keychain : unusable('not_kept');
  } catch (error) {
    return unusable(error instanceof AppError && error.cause === LATE ? 'no_answer' : 'refused');
  }
}

/** An in-memory keychain for tests; it does not outlive the process. */
export function memoryKeychain(): Keychain & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get: async (account) => entries.get(account) ?? null,
    set: async (account, password) => void entries.set(account, password),
    remove: async (account) => void entries.delete(account),
  };
}

async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('keychain_unavailable', { cause: LATE })), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('keychain_unavailable', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
