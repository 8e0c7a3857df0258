import type { ReactElement } from 'react';
import type { IntakeBody } from '#shared/api.ts';
import { inLanguage } from '#shared/domain/by-language.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Person } from '#shared/domain/report.ts';
import { isPageOnly, isUnsafe } from '#shared/letters/mail-address.ts';
import { dangerIn, narrativeOf } from '#shared/screening/danger.ts';
import { meantAddress } from '#shared/screening/mistyped-domain.ts';
import { secretNumbersIn } from '#shared/screening/secret-numbers.ts';
import { byButton, Danger, type Frame, Page } from '../site/page.tsx';
import type { ShownFile } from '../site/pictures.ts';
import type { PortalText } from '../site/text.ts';
import { answeredRows, offenseRows, type Row, whatRows, whenRows, whereRows, whoRows } from './check-rows.ts';
import { answersOf } from './draft.ts';
import { ErrorSummary } from './error-summary.tsx';
import { ErrorLine, type FormView, fieldErrorFor, group } from './fields.tsx';
import { FileList } from './file-line.tsx';
import { FormFrame, type FormSecrets } from './form-frame.tsx';
import { PartRows } from './part-rows.tsx';
import type { FormFiles } from './uploads.ts';

type CheckProps = {
  frame: Frame;
  view: FormView;
  body: IntakeBody;
  policy: Policy;
  secrets: FormSecrets;
  files: FormFiles;
  said: string | undefined;
  /** The address that must be confirmed before the report counts; null if the button sends it. */
  confirms: string | null;
};

/**
 * The complete report as it will be sent, section by section, with the notice. The answers are carried along in hidden
 * fields.
 */
export function CheckPage({ frame, view, body, policy, secrets, files, said, confirms }: CheckProps): ReactElement {
  const { text } = view;
  const path = `/report/${body.kind}`;

  const invalid = view.fieldErrors.length > 0;
  const { email } = body.facts.who;
  const meant = email === null || isUnsafe(body.facts.who.safeContact, 'email') ? null : meantAddress(email);
  const who = whoRows(view, body);
  const parts: readonly [id: string, title: string, rows: readonly Row[]][] = [
    ['offense', text.t('portal-form.sections.offense'), offenseRows(view, body, policy)],
    ['what', text.t(`portal-kinds.${body.kind}.what`), whatRows(view, body)],
    ['when', text.t('portal-form.sections.when'), whenRows(view, body, policy)],
    ['where', text.t('portal-form.sections.where'), whereRows(view, body)],
    ['how', text.t('portal-form.sections.how'), [{ label: '', value: body.facts.how }]],
    ['files', text.t('portal-status.files.label'), [{ label: '', value: text.t('portal-status.files.none') }]],
    ['who', text.t('portal-form.sections.who'), who.who],
    ['contact', text.t('portal-form.sections.contact'), who.contact],
  ];
  return (
    <Page frame={frame} title={text.t('portal-form.check.title')} switchHref={byButton} invalid={invalid}>
      <ErrorSummary view={view} />
      <p className="over">{text.t(`portal-kinds.${body.kind}.title`)}</p>
      {dangerIn(narrativeOf(body.facts)).length > 0 ? <Danger text={text} sent={false} policy={policy} /> : null}
      {meant === null ? null : (
        <p className="warning" role="alert">
          {text.t('portal-form.check.emailMeant', { email: email ?? '', meant })}
        </p>
      )}
      {secretNumbersIn(writtenIn(body.facts)).map((secret) => (
        <p className="warning" role="alert" key={secret}>
          {text.t(`portal-form.check.secret.${secret}`)}
        </p>
      ))}
      <h1>{text.t('portal-form.check.title')}</h1>
      {said === undefined ? null : (
        <p className="said" role="status">
          {said}
        </p>
      )}
      {confirms === null ? (
        <p className="lead">{text.t('portal-form.check.lead')}</p>
      ) : (
        <p className="warning">{text.t('portal-form.check.confirms', { email: confirms })}</p>
      )}
      <HowAnswered text={text} who={body.facts.who} />
      <FormFrame
        view={view}
        action={path}
        secrets={secrets}
        submit={text.t(confirms === null ? 'portal-form.submit' : 'portal-form.submitToConfirm')}
        step="check"
      >
        {Object.entries(answersOf(view.draft)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <AnsweredBefore view={view} rows={answeredRows(view, body)} />
        {parts
          .filter(([, , rows]) => rows.length > 0)
          .map(([id, title, rows]) => (
            <Part key={id} view={view} id={id} title={title} rows={rows} files={id === 'files' ? files.kept : []} />
          ))}
        <Notice view={view} policy={policy} />
      </FormFrame>
    </Page>
  );
}

/** Returns the text to search for secret numbers: free text only, since serial numbers are supposed to be numbers. */
const writtenIn = (facts: IntakeBody['facts']): string =>
  [narrativeOf(facts), facts.fraud?.accountKind ?? ''].join('\n');

/** Says how a person for whom e-mail is not safe will learn of the decision. */
function HowAnswered({ text, who }: { text: PortalText; who: Person }): ReactElement | null {
  if (!isUnsafe(who.safeContact, 'email')) return null;
  const way = isPageOnly(who) ? 'page' : 'mail';
  return (
    <section className="stage" aria-labelledby="answer">
      <h2 id="answer">{text.t('portal-form.check.answer.title')}</h2>
      <p>{text.t(`portal-form.check.answer.${way}`)}</p>
      <p>{text.t('portal-form.check.answer.code')}</p>
    </section>
  );
}

type PartProps = { view: FormView; id: string; title: string; rows: readonly Row[]; files: readonly ShownFile[] };

function Part({ view, id, title, rows, files }: PartProps): ReactElement {
  return (
    <section className="part">
      <h2 id={`part-${id}`}>{title}</h2>
      {files.length > 0 ? <FileList files={files} text={view.text} /> : <PartRows rows={rows} />}
      <button type="submit" className="quiet" name="edit" value={id}>
        {view.text.t('portal-form.check.change')}
        <span className="unseen"> {title}</span>
      </button>
    </section>
  );
}

/** Shows the screening answers, which can't be changed in the form. */
function AnsweredBefore({ view, rows }: Pick<PartProps, 'view' | 'rows'>): ReactElement | null {
  if (rows.length === 0) return null;
  return (
    <section className="part">
      <h2 id="part-answered">{view.text.t('portal-form.check.answered')}</h2>
      <PartRows rows={rows} />
    </section>
  );
}

function Notice({ view, policy }: { view: FormView; policy: Policy }): ReactElement {
  const { text } = view;
  const message = fieldErrorFor(view, 'notice');
  return (
    <section>
      <h2>{text.t('portal-form.sections.notice')}</h2>
      <div className={group(message)}>
        <p className="notice">{inLanguage(policy.notice.text, policy, text.lang)}</p>
        <ErrorLine view={view} id="notice" message={message} />
        <input type="hidden" name="noticeVersion" value={policy.notice.version} />
        <div className="choice">
          <input
            id="notice"
            name="notice"
            type="checkbox"
            value="yes"
            defaultChecked={view.draft.notice === 'yes' && message === null}
            aria-invalid={message === null ? undefined : true}
            aria-describedby={message === null ? undefined : 'notice-error'}
          />
          <label htmlFor="notice">{text.t('portal-form.fields.notice')}</label>
        </div>
      </div>
    </section>
  );
}
