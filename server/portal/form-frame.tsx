import type { ReactElement, ReactNode } from 'react';
import type { FormView } from './fields.tsx';

/** The hidden fields of a form: its language, its sealed pass and the token that ties it to this browser. */
export type FormSecrets = { csrf: string; pass: string };

/** Name of the field that people never see; whatever fills it in is a program. */
export const TRAP = 'website';

type FormFrameProps = {
  view: FormView;
  action: string;
  secrets: FormSecrets;
  submit: string;
  children: ReactNode;
};

export function FormFrame({ view, action, secrets, submit, children }: FormFrameProps): ReactElement {
  const { text } = view;
  return (
    <form method="post" action={action} noValidate={true}>
      <input type="hidden" name="lang" value={text.lang} autoComplete="off" />
      <input type="hidden" name="form" value={secrets.pass} autoComplete="off" />
      <input type="hidden" name="csrf" value={secrets.csrf} autoComplete="off" />
      <div className="trap" aria-hidden="true">
        <label htmlFor={TRAP}>Website</label>
        <input id={TRAP} name={TRAP} type="text" tabIndex={-1} autoComplete="off" defaultValue="" />
      </div>
      {children}
      <button type="submit" id="submit" className="main">
        {submit}
      </button>
      <button
        type="submit"
        id="language"
        className="quiet"
        name="switchTo"
        value={other(text.lang)}
        lang={other(text.lang)}
      >
        {text.keepAndSwitch}
      </button>
    </form>
  );
}

const other = (language: 'en' | 'es') => (language === 'en' ? 'es' : 'en');
