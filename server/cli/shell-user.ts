import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/** The value of the Linux login uid for a process that was not started from a sign-in, such as a service. */
const UNSET = 4_294_967_295;

/**
 * Identifies who runs a command, for the audit log: the account that runs it, and the person who signed in on the
 * server and switched to that account. The kernel remembers who signed in (`loginuid`) across sudo and su, if it tracks
 * sign-ins at all.
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
  // Directory service accounts are not in /etc/passwd, but their uid identifies them just as well.
  return entry?.split(':')[0] ?? `uid ${uid}`;
}

function optional(read: (path: string) => string, path: string): string | null {
  try {
    return read(path);
  } catch {
    return null;
  }
}

/** The actor and source recorded in the audit log for commands. */
export const BY_SHELL = { actor: 'command line', source: `command line: ${shellUser()}` };
