import { ShieldCheck } from 'lucide-react';
import type { SessionState } from '#shared/ipc.ts';
import { Notice } from '../ui/notice.tsx';
import { SignInForm } from './sign-in-form.tsx';

const WHY = {
  start: null,
  expired: 'Your session ended. Sign in to go on; what you had decided is kept.',
  signed_out: 'You are signed out.',
} as const;

export function SignInPage({ session }: { session: Extract<SessionState, { kind: 'signed_out' }> }) {
  const why = WHY[session.why];
  return (
    <main className="full-page">
      <div className="card">
        <ShieldCheck className="card-icon" aria-hidden />
        <h1 className="card-title">P2C Review</h1>
        <p className="card-lead">Sign in to review the reports of your agency.</p>
        {why !== null && (
          <Notice tone="info" role="status">
            {why}
          </Notice>
        )}
        <SignInForm lastName={session.lastName} />
        {!session.keychain && (
          <Notice tone="warn" title="This workstation has no keychain">
            Nothing is kept on this workstation: no reports, no decisions, no secret. You sign in each time, and
            decisions must reach the server before you close the application.
          </Notice>
        )}
        <p className="card-small">
          Agency server: <span className="card-server">{session.server}</span>
        </p>
      </div>
    </main>
  );
}
