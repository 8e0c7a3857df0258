import { ShieldCheck } from 'lucide-react';
import type { SessionState } from '#shared/ipc.ts';
import { Notice, type Tone } from '../ui/notice.tsx';
import { count } from '../ui/words.ts';
import { SignInForm } from './sign-in-form.tsx';
import { UseNotice } from './use-notice.tsx';

type SignedOut = Extract<SessionState, { kind: 'signed_out' }>;

const WHY: Record<SignedOut['why'], { tone: Tone; title?: string; text: string } | null> = {
  start: null,
  expired: { tone: 'info', text: 'Your session ended. Sign in to go on; what you had decided is kept.' },
  signed_out: { tone: 'info', text: 'You are signed out.' },
  clock_set_back: {
    tone: 'warn',
    title: 'The clock of this computer was set back',
    text: 'Sign in with the agency server to go on; what you had decided is kept.',
  },
  too_many_tries: {
    tone: 'danger',
    title: 'Too many wrong secrets',
    text: 'The key to the reports kept on this computer was destroyed. The agency server still has every report: sign in to get them again.',
  },
  revoked: {
    tone: 'danger',
    title: 'An administrator ended your session',
    text: 'The key to the reports kept on this computer was destroyed. The agency server still has every report.',
  },
};

export function SignInPage({ session }: { session: SignedOut }) {
  const why = WHY[session.why];
  const sealed = session.sealedDecisions;
  return (
    <main className="full-page">
      <div className="card">
        <ShieldCheck className="card-icon" aria-hidden />
        <h1 className="card-title">P2C Review</h1>
        <p className="card-lead">Sign in to review the reports of your agency.</p>
        {why !== null && (
          <Notice
            tone={why.tone}
            role={why.tone === 'info' ? 'status' : 'alert'}
            {...(why.title === undefined ? {} : { title: why.title })}
          >
            <p>{why.text}</p>
            {sealed > 0 && (
              <p>
                {count(sealed, 'decision')} {sealed === 1 ? 'was' : 'were'} not sent yet and{' '}
                {sealed === 1 ? 'is' : 'are'} kept in a sealed file. After you sign in, get{' '}
                {sealed === 1 ? 'it' : 'them'} back under Settings.
              </p>
            )}
          </Notice>
        )}
        <UseNotice>
          <SignInForm lastName={session.lastName} />
        </UseNotice>
        {!session.keychain && (
          <Notice tone="warn" title="This workstation has no keychain">
            No reports are kept on this workstation, and you sign in each time. Decisions should reach the server before
            you close the application; until then only a sealed file has them.
          </Notice>
        )}
        <p className="card-small">
          Agency server: <span className="card-server">{session.server}</span>
        </p>
      </div>
    </main>
  );
}
