import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { rich, t } from '../t.ts';
import { Notice, type Tone } from '../ui/notice.tsx';
import { SignInText } from './sign-in-text.tsx';
import { SignInWays } from './sign-in-ways.tsx';
import { UseNotice } from './use-notice.tsx';

type SignedOut = Extract<SessionState, { kind: 'signed_out' }>;

const WHY: Record<SignedOut['why'], { tone: Tone; title?: string; text: string } | null> = {
  start: null,
  expired: { tone: 'info', text: t('session.yourSessionEndedSignInTo') },
  signed_out: { tone: 'info', text: t('session.youAreSignedOut') },
  clock_set_back: {
    tone: 'warn',
    title: t('session.thisComputersClockWasSetBack2'),
    text: t('session.signInWithTheAgencyServer'),
  },
  too_many_tries: {
    tone: 'danger',
    title: t('session.tooManyWrongAttempts'),
    text: t('session.theKeyToTheReportsStored'),
  },
  revoked: {
    tone: 'danger',
    title: t('session.anAdministratorEndedYourSession'),
    text: t('session.theKeyToTheReportsStored2'),
  },
};

export function SignInPage({ session }: { session: SignedOut }) {
  const [tried, setTried] = useState(false);
  const sealed = session.sealedDecisions;
  const said = WHY[session.why];
  // After an attempt, its outcome matters more than why a sign-in was required, so a merely informative reason is
  // hidden.
  const why = tried && said?.tone === 'info' && sealed === 0 ? null : said;
  return (
    <main className="full-page">
      <div className="card">
        <ShieldCheck className="card-icon" aria-hidden />
        <h1 className="card-title">P2C Review</h1>
        <p className="card-lead">{t('session.signInToReviewYourAgencys')}</p>
        {why !== null && (
          <Notice
            tone={why.tone}
            role={why.tone === 'info' ? 'status' : 'alert'}
            {...(why.title === undefined ? {} : { title: why.title })}
          >
            <p>{why.text}</p>
            {sealed > 0 && <p>{t('session.nDecisionsHaventBeenSentYet', { n: sealed })}</p>}
          </Notice>
        )}
        <SignInText />
        <UseNotice>
          <SignInWays lastName={session.lastName} onAsk={() => setTried(true)} />
        </UseNotice>
        {!session.keychain && (
          <Notice tone="warn" title={t('common.thisWorkstationHasNoKeychain')}>
            {t('session.noReportsAreStoredOnThis')}
          </Notice>
        )}
        <p className="card-small">
          {rich('session.agencyServerServer', { server: <span className="card-server">{session.server}</span> })}
        </p>
      </div>
    </main>
  );
}
