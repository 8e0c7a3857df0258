import type { ReactElement } from 'react';
import { fieldAt } from '#shared/domain/fact-paths.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { Folded, type FormView } from './fields.tsx';
import { Question } from './question.tsx';

/** How to reach the person. What few people need is folded away; it opens when it has an answer or an error. */
export function ContactSection({ view, kind }: { view: FormView; kind: ReportKind }): ReactElement {
  const { text } = view;
  const ask = (name: string) => {
    const field = fieldAt(`who.${name}`);
    return field === undefined ? null : (
      <Question key={name} view={view} kind={kind} path={`who.${name}`} field={field} />
    );
  };
  return (
    <>
      {['email', 'phone'].map(ask)}
      <Folded view={view} title={text.t('portal-form.fold.address')} names={['who.address']}>
        {ask('address')}
      </Folded>
      {['preferredContact', 'language'].map(ask)}
      <Folded
        view={view}
        title={text.t('portal-form.fold.safe')}
        names={['who.safeContact', 'who.bestTime', 'who.interpreter']}
      >
        {['safeContact', 'bestTime', 'interpreter'].map(ask)}
      </Folded>
    </>
  );
}
