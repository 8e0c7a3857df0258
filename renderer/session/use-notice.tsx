import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { USE_NOTICE } from '#shared/domain/use-notices.ts';
import { language, t } from '../t.ts';
import { useLive } from '../use-live.ts';

/**
 * The notice everyone acknowledges before signing in (CJIS Security Policy AC-8): the agency's own text, or a general one
 * if its server does not respond. Nothing after the notice is rendered until it is acknowledged.
 */
export function UseNotice({ children }: { children: ReactNode }) {
  const terms = useLive('session.terms', undefined);
  const [understood, setUnderstood] = useState(false);
  if (understood) return children;
  // Show nothing for a moment, rather than the general text that would then be replaced by the agency's.
  if (terms.value === undefined && terms.error === null) return <div className="use-notice" aria-busy />;
  return (
    <section className="use-notice" aria-label={t('session.systemUseNotice')}>
      <NoticeText text={terms.value?.useNotice[language()] ?? USE_NOTICE[language()] ?? USE_NOTICE.en} />
      {/* This is the page's only button, so it gets the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <Button className="button button-primary sign-in-button" autoFocus onPress={() => setUnderstood(true)}>
        {t('session.iUnderstand')}
      </Button>
    </section>
  );
}

function NoticeText({ text }: { text: string }) {
  return (
    // Scrolling text must be reachable by Tab so that it can be scrolled from the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="use-notice-text" tabIndex={0}>
      {text.split('\n').map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
