import type { ReactElement, ReactNode } from 'react';
import { FORM_ID } from '../site/page.tsx';
import { otherLanguages } from '../site/text.ts';
import { WRITTEN } from '../site/typed.tsx';
import { ANSWER, type Draft } from './draft.ts';
import type { FormView } from './fields.tsx';

/** The hidden fields of a form: its sealed token and the token that ties it to this browser. */
export type FormSecrets = { csrf: string; pass: string };

/** Name of a field that people never see; if it is filled in, the sender is a bot. */
export const HONEYPOT = 'website';

/** Whether a program filled in the form: people don't see the honeypot field. */
export const byProgram = (draft: Draft): boolean => (draft[HONEYPOT] ?? '') !== '';

type FormFrameProps = {
  view: FormView;
  action: string;
  secrets: FormSecrets;
  submit: string;
  /** Which step this form is; omitted when there is only one. */
  step?: 'form' | 'check';
  /** The key under which the browser may save what is typed until the form is sent. */
  keep?: string;
  /** Whether the form is about one report, so that only its reporter fills it in. */
  isOwn?: boolean;
  fresh?: boolean;
  /** Whether the form has file fields. */
  files?: boolean;
  /** More buttons, after the submit button. */
  more?: ReactNode;
  children: ReactNode;
};

export function FormFrame({
  view,
  action,
  secrets,
  submit,
  step,
  keep,
  isOwn = false,
  fresh,
  files = false,
  more,
  children,
}: FormFrameProps): ReactElement {
  const { text } = view;
  return (
    <form
      id={FORM_ID}
      method="post"
      action={action}
      noValidate={true}
      encType={files ? 'multipart/form-data' : undefined}
      data-keep={keep}
      data-answers={keep === undefined ? undefined : (isOwn ? WRITTEN : ANSWER).source}
      data-own={isOwn ? true : undefined}
      data-fresh={fresh === true ? true : undefined}
    >
      <input type="hidden" name="lang" value={text.lang} />
      <input type="hidden" name="form" value={secrets.pass} />
      <input type="hidden" name="csrf" value={secrets.csrf} />
      {step === undefined ? null : <input type="hidden" name="step" value={step} />}
      <div className="trap" aria-hidden="true">
        <label htmlFor={HONEYPOT}>Website</label>
        <input id={HONEYPOT} name={HONEYPOT} type="text" tabIndex={-1} autoComplete="off" defaultValue="" />
      </div>
      {/* The Enter key activates a form's first button, so this hidden submit button comes before all others. */}
      <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true">
        {submit}
      </button>
      {children}
      <button type="submit" id="submit" className="main">
        {submit}
      </button>
      {more}
      {otherLanguages(text).map(({ lang, t }) => (
        <button key={lang} type="submit" className="quiet" name="switchTo" value={lang} lang={lang}>
          {t('portal-site.keepAndSwitch')}
        </button>
      ))}
    </form>
  );
}
