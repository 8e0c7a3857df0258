import { useState } from 'react';
import type { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import type { Enrollment } from '#shared/session-api.ts';
import { ask, toAppError } from '../bridge.ts';
import { problemAt } from '../wording/error-words.ts';

/** The next step: username and password first, then anything else the server requires. */
export type SignInStep =
  | { kind: 'password' }
  | { kind: 'new_password'; problem: string | null }
  | { kind: 'code' }
  | { kind: 'recovery' }
  | { kind: 'enroll'; enrollment: Enrollment };

type Given = { name: string; password: string; newPassword?: string; code?: string; recoveryCode?: string };

/**
 * Runs a sign-in from the first step to the last. Input is kept here until all of it is correct, because the server
 * changes nothing before that. The input is cleared when sign-in succeeds or restarts.
 */
export function useSignIn(onSignedIn?: (state: SessionState) => void) {
  const [step, setStep] = useState<SignInStep>({ kind: 'password' });
  const [given, setGiven] = useState<Given | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);

  const startAgain = () => {
    setGiven(null);
    setStep({ kind: 'password' });
    setError(null);
  };

  /** Sends everything entered so far. */
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
    // A code can be used only once, and a wrong one is useless, so don't send it again.
    const { code: _, recoveryCode: __, ...kept } = next;
    const isSecondStep = next.code !== undefined || next.recoveryCode !== undefined;
    setGiven(kept);
    if (why.code === 'new_password_needed') return setStep({ kind: 'new_password', problem: null });
    const problem = problemAt(why.fields, 'newPassword');
    if (problem !== undefined) return setStep({ kind: 'new_password', problem });
    if (why.code === 'code_needed') return setStep({ kind: 'code' });
    if (why.code === 'enrollment_needed') {
      try {
        const enrollment = await ask('session.enroll', { name: next.name, password: next.password });
        return setStep({ kind: 'enroll', enrollment });
      } catch (thrown) {
        return refuse(toAppError(thrown));
      }
    }
    // The connection may be down only for a moment, so stay on this step: only the code has to be entered again.
    if (why.code === 'wrong_code' || (isSecondStep && PASSING.has(why.code))) return setError(why);
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
    /** Submits the first step. */
    sendPassword: (name: string, password: string) => send({ name, password }),
    sendNewPassword: (newPassword: string) => (given === null ? undefined : void send({ ...given, newPassword })),
    sendCode: (code: string) => (given === null ? undefined : void send({ ...given, code })),
    /** Switches to a recovery code for someone without the app, or back to the app. */
    choose: (kind: 'code' | 'recovery') => {
      setError(null);
      setStep({ kind });
    },
    sendRecoveryCode: (recoveryCode: string) => (given === null ? undefined : void send({ ...given, recoveryCode })),
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
