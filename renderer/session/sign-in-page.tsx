import { ShieldCheck } from 'lucide-react';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { plural, rich, t } from '../t.ts';
import { Notice, type Tone } from '../ui/notice.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { UseNotice } from './use-notice.tsx';

type SignedOut = Extract<SessionState, { kind: 'signed_out' }>;

const WHY: Record<SignedOut['why'], { tone: Tone; title?: string; text: string } | null> = {
  start: null,
  expired: { tone: 'info', text: t('Your session ended. Sign in to go on; what you had decided is kept.') },
  signed_out: { tone: 'info', text: t('You are signed out.') },
  clock_set_back: {
    tone: 'warn',
    title: t('The clock of this computer was set back'),
    text: t('Sign in with the agency server to go on; what you had decided is kept.'),
  },
  too_many_tries: {
    tone: 'danger',
    title: t('Too many wrong secrets'),
    text: t(
      'The key to the reports kept on this computer was destroyed. The agency server still has every report: sign in to get them again.',
    ),
  },
  revoked: {
    tone: 'danger',
    title: t('An administrator ended your session'),
    text: t('The key to the reports kept on this computer was destroyed. The agency server still has every report.'),
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
        <p className="card-lead">{t('Sign in to review the reports of your agency.')}</p>
        {why !== null && (
          <Notice
            tone={why.tone}
            role={why.tone === 'info' ? 'status' : 'alert'}
            {...(why.title === undefined ? {} : { title: why.title })}
          >
            <p>{why.text}</p>
            {sealed > 0 && (
              <p>
                {plural(
                  sealed,
                  '{n} decision was not sent yet and is kept in a sealed file. After you sign in, get it back under Settings.',
                  '{n} decisions were not sent yet and are kept in a sealed file. After you sign in, get them back under Settings.',
                )}
              </p>
            )}
          </Notice>
        )}
        <UseNotice>
          <SignInForm lastName={session.lastName} />
        </UseNotice>
        {!session.keychain && (
          <Notice tone="warn" title={t('This workstation has no keychain')}>
            {t(
              'No reports are kept on this workstation, and you sign in each time. Decisions should reach the server before you close the application; until then only a sealed file has them.',
            )}
          </Notice>
        )}
        <p className="card-small">
          {rich('Agency server: {server}', { server: <span className="card-server">{session.server}</span> })}
        </p>
      </div>
    </main>
  );
}
