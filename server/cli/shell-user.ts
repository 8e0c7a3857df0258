import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/** What Linux says of a process that nobody's sign-in began, such as a service. */
const UNSET = 4_294_967_295;

/**
 * Who is at the command line, for the audit log: the account that runs it, and the person who signed in on the server and
 * took that account on. The kernel keeps the latter (`loginuid`) over sudo and su, where it keeps it at all.
 */
export function shellUser(
  self: { uid: number; username: string } = userInfo(),
  read: (path: string) => string = (path) => readFileSync(path, 'utf8'),
  sudoUser: string | undefined = process.env.SUDO_USER,
): string {
  const person = signedIn(read, self.uid) ?? (self.uid === 0 ? sudoUser : undefined);
  const named = person === undefined || person === self.username ? self.username : `${self.username} for ${person}`;
  return named.replace(/[^\w .@\\-]/g, '?').slice(0, 100);
}

function signedIn(read: (path: string) => string, own: number): string | undefined {
  const uid = Number(optional(read, '/proc/self/loginuid') ?? UNSET);
  if (!Number.isInteger(uid) || uid === UNSET || uid === own) return undefined;
  const entry = optional(read, '/etc/passwd')
    ?.split('\n')
    .find((line) => line.split(':')[2] === String(uid));
  // Accounts of a directory service have no line there; their number is as good to find them by.
  return entry?.split(':')[0] ?? `uid ${uid}`;
}

function optional(read: (path: string) => string, path: string): string | null {
  try {
    return read(path);
  } catch {
    return null;
  }
}

/** Who is named in the audit log for what a command does. */
export const BY_SHELL = { actor: 'command line', source: `command line: ${shellUser()}` };
