import { t } from '../t.ts';
import { useLive } from '../use-live.ts';

/** Shows IT's text above the sign-in form, if there is one. */
export function SignInText() {
  return <FromIt text={useLive('app.info', undefined).value?.managed.signInText ?? null} />;
}

/** Shows plain text from IT, such as whom to call; line breaks are kept. */
export function FromIt({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <section className="sign-in-text" aria-label={t('session.fromYourIt')}>
      {text}
    </section>
  );
}
