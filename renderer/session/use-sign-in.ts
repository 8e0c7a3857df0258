import { useState } from 'react';
import type { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import type { Enrolment } from '#shared/session-api.ts';
import { ask, toAppError } from '../bridge.ts';

/** What is asked for next: name and secret first, and then whatever more the server wants. */
export type SignInStep =
  | { kind: 'secret' }
  | { kind: 'new_secret'; problem: string | null }
  | { kind: 'code' }
  | { kind: 'enrol'; enrolment: Enrolment };

type Given = { name: string; secret: string; newSecret?: string; code?: string };

/**
 * A sign-in from its first question to its last. What was typed stays here until all of it is right, because the server
 * changes nothing before; it is forgotten with the last answer, and whenever the first question is asked again.
 */
export function useSignIn(onSignedIn?: (state: SessionState) => void) {
  const [step, setStep] = useState<SignInStep>({ kind: 'secret' });
  const [given, setGiven] = useState<Given | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);

  const startAgain = () => {
    setGiven(null);
    setStep({ kind: 'secret' });
    setError(null);
  };

  /** Sends all that is known by now. */
  const send = async (next: Given): Promise<void> => {
    if (asking) return;
    setAsking(true);
    setError(null);
    try {
      const state = await ask('session.sign-in', next);
      setGiven(null);
      onSignedIn?.(state);
    } catch (thrown) {
      await goOn(next, toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };

  const goOn = async (next: Given, why: AppError): Promise<void> => {
    // A code works once, and a wrong one never.
    const { code: _, ...kept } = next;
    setGiven(kept);
    if (why.code === 'new_secret_needed') return setStep({ kind: 'new_secret', problem: null });
    const problem = why.fields.find(({ path }) => path === 'newSecret')?.message;
    if (problem !== undefined) return setStep({ kind: 'new_secret', problem });
    if (why.code === 'code_needed') return setStep({ kind: 'code' });
    if (why.code === 'enrolment_needed') {
      try {
        const enrolment = await ask('session.enrol', { name: next.name, secret: next.secret });
        return setStep({ kind: 'enrol', enrolment });
      } catch (thrown) {
        return refuse(toAppError(thrown));
      }
    }
    // The line may be down for a moment: then the same question stands, and only the code is typed again.
    if (why.code === 'wrong_code' || (next.code !== undefined && PASSING.has(why.code))) return setError(why);
    refuse(why);
  };

  const refuse = (why: AppError) => {
    startAgain();
    setError(why);
  };

  return {
    step,
    error,
    asking,
    /** Answers the first question. */
    sendSecret: (name: string, secret: string) => send({ name, secret }),
    sendNewSecret: (newSecret: string) => (given === null ? undefined : void send({ ...given, newSecret })),
    sendCode: (code: string) => (given === null ? undefined : void send({ ...given, code })),
    startAgain,
  };
}

const PASSING: ReadonlySet<string> = new Set([
  'offline',
  'intercepted',
  'untrusted_server',
  'unavailable',
  'too_many_requests',
  'internal',
]);
