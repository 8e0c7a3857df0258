import { z } from 'zod';
import { password } from './domain/account.ts';
import { FEATURES } from './features.ts';
import { entry, nothing } from './ipc-entry.ts';
import { proxyState, sessionState } from './ipc-shapes.ts';
import { enrollment, signInBody, signInTerms } from './session-api.ts';

/** Channels about the application and who is signed in to it: channel → input and output. */
export const sessionChannels = {
  'app.info': entry(
    nothing,
    z.object({
      version: z.string(),
      runtime: z.enum(['electron', 'stand-in']),
      /**
       * Whether the application runs in safe mode, which ignores what the officer has saved and turns off all extras.
       */
      safeMode: z.boolean(),
      /** Whether other programs on this computer may read and control the window. */
      debuggerOpen: z.boolean(),
      /** Settings managed by IT for this computer. */
      managed: z.object({
        server: z.boolean(),
        lockMinutes: z.int().nullable(),
        contentProtection: z.boolean(),
        proxy: z.string().nullable(),
        ca: z.boolean(),
        pin: z.boolean(),
        clientCertificate: z.boolean(),
        channel: z.string().nullable(),
        updateKeys: z.boolean(),
        /** Plain text above the sign-in form. */
        signInText: z.string().nullable(),
        off: z.array(z.enum(FEATURES)),
        remoteDebugging: z.boolean(),
      }),
    }),
  ),
  'session.state': entry(nothing, sessionState),
  /**
   * Fails with code_needed, enrollment_needed or new_password_needed when something is missing; the caller then repeats
   * the whole request and includes what was missing.
   */
  'session.sign-in': entry(signInBody.omit({ workstation: true, deviceToken: true }), sessionState),
  /** Fetched from the server, because the agency has its own wording. */
  'session.terms': entry(nothing, signInTerms),
  'session.enroll': entry(signInBody.pick({ name: true, password: true }), enrollment),
  'session.change-password': entry(z.strictObject({ password, newPassword: password }), nothing),
  /**
   * Opens the agency's sign-in page in the system browser: to sign in, for a privileged act, or to choose a new PIN.
   * Returns the address, in case no browser opened.
   */
  'session.browser-start': entry(
    z.strictObject({ purpose: z.enum(['sign_in', 'proof', 'new_pin']) }),
    z.object({ address: z.string() }),
  ),
  /** Resolves when the browser is done; fails with sign_in_failed. */
  'session.browser-result': entry(nothing, sessionState),
  'session.browser-again': entry(nothing, nothing),
  /** Copies the address to the clipboard. */
  'session.browser-copy': entry(nothing, nothing),
  'session.browser-cancel': entry(nothing, nothing),
  /** Fails with wrong_password, or with against_rule (newPin). */
  'session.change-pin': entry(z.strictObject({ pin: password, newPin: password }), nothing),
  /** Fails with wrong_password, or with against_rule (pin) when the officer chooses a PIN that isn't allowed. */
  'session.give-pin': entry(z.strictObject({ pin: password }), sessionState),
  /**
   * Fails with decisions_waiting if there are unsent decisions, unless `leaveUnsent` is true, which means that the
   * officer agrees to sign out without sending them.
   */
  'session.sign-out': entry(z.strictObject({ leaveUnsent: z.boolean() }), sessionState),
  /** How many of the current officer's decisions are unsent; also works while locked. */
  'session.unsent': entry(nothing, z.int()),
  'session.start-afresh': entry(nothing, sessionState),
  'session.lock': entry(nothing, sessionState),
  'session.unlock': entry(z.strictObject({ password: z.string().min(1).max(256) }), sessionState),
  /**
   * The login that a proxy asks for. Available before sign-in, because signing in needs the network. Sending null
   * instead of a login hides the prompt for a while.
   */
  'session.proxy': entry(nothing, proxyState),
  'session.proxy-sign-in': entry(
    z.strictObject({ username: z.string().min(1).max(256), password: z.string().max(256) }).nullable(),
    proxyState,
  ),
} as const;
