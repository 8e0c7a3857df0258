import { t } from '../t.ts';
import { useLive } from '../use-live.ts';

/** What IT says above the sign-in form: plain text, such as whom to call. The use notice is shown in any case. */
export function SignInText() {
  const text = useLive('app.info', undefined).value?.managed.signInText ?? null;
  if (text === null) return null;
  return (
    <section className="sign-in-text" aria-label={t('session.fromYourIt')}>
      {text}
    </section>
  );
}
