import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { AskWorker } from '#electron/main/ipc/worker-client.ts';
import { type SignInResult, signInResult } from '#shared/api.ts';
import { errorShape } from '#shared/errors.ts';
import { DESK, type DeskLine, type DeskOrder } from './desk-lines.ts';

/**
 * Keeps the tokens of a workstation process. They outlive the process: a file next to its cache takes the place of the
 * keychain. As in the application (session-watch.ts), the next pair of tokens is stored before it is used, and a
 * refused client signs in again.
 */
export function deskTokens({ open, account }: DeskOrder, say: (line: DeskLine) => void) {
  const path = `${open.path}-tokens`;
  let current = read(path);

  function keep(next: SignInResult): SignInResult {
    writeFileSync(`${path}.new`, JSON.stringify(next));
    renameSync(`${path}.new`, path);
    current = next;
    return next;
  }

  async function next(ask: AskWorker): Promise<SignInResult> {
    const { server } = open;
    try {
      if (current === null) throw new Error('a first life has the token of its order alone');
      const renewed = keep(await ask('refresh', { server, refreshToken: current.refreshToken }));
      say({ say: 'token_renewed' });
      return renewed;
    } catch (error) {
      if (current !== null && errorShape(error).code !== 'unauthenticated') throw error;
      const signedIn = keep(await ask('sign-in', { server, ...account, workstation: DESK }));
      say({ say: 'signed_in_again' });
      return signedIn;
    }
  }

  async function give(ask: AskWorker): Promise<void> {
    const answer = await next(ask).catch((error: unknown) => errorShape(error).code);
    if (typeof answer === 'string') await ask('no-token', { code: answer });
    else await ask('use-token', { token: answer.token });
  }

  /** Serialized: using a refresh token twice ends the session. */
  let renewing = Promise.resolve();
  return {
    token: (): string => current?.token ?? open.token,
    renew: (ask: AskWorker): Promise<void> => {
      const turn = renewing.then(() => give(ask));
      renewing = turn.catch(() => undefined);
      return turn;
    },
  };
}

function read(path: string): SignInResult | null {
  try {
    return signInResult.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
