import type { ReactElement } from 'react';
import { FACT_FIELDS } from '#shared/domain/fact-fields.ts';
import { fieldAt } from '#shared/domain/fact-paths.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { Folded, type FormView } from './fields.tsx';
import { Question } from './question.tsx';

type ContactProps = {
  view: FormView;
  kind: ReportKind;
  /** Whom to call if no way of reaching the person is safe. */
  phone: string;
};

/** How to reach the person. Fields that few people need are collapsed; they open if one has an answer or an error. */
export function ContactSection({ view, kind, phone }: ContactProps): ReactElement {
  const { text } = view;
  const ask = (name: string, hint?: string) => {
    const field = fieldAt(`who.${name}`);
    return field === undefined ? null : (
      <Question
        key={name}
        view={view}
        kind={kind}
        path={`who.${name}`}
        field={field}
        {...(hint === undefined ? {} : { hint })}
      />
    );
  };
  return (
    <>
      {['email', 'phone'].map((name) => ask(name))}
      <Folded view={view} title={text.t('portal-form.fold.address')} names={['who.address']}>
        {ask('address')}
      </Folded>
      {['preferredContact', 'language'].map((name) => ask(name))}
      <Folded
        view={view}
        title={text.t('portal-form.fold.safe')}
        names={[
          'who.safeContact',
          ...Object.keys(FACT_FIELDS.who.safeContact.choices).map((code) => `who.safeContact.${code}`),
          'who.bestTime',
          'who.interpreter',
        ]}
      >
        {ask('safeContact', text.t('portal-form.fields.safeContact.hint', { phone }))}
        {ask('bestTime')}
        {ask('interpreter')}
      </Folded>
    </>
  );
}
