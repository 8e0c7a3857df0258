import type { ReactElement } from 'react';
import type { IntakeBody } from '#shared/api.ts';
import { inLanguage } from '#shared/domain/by-language.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { byButton, type Frame, Page } from '../site/page.tsx';
import { type Row, whatRows, whenRows, whereRows, whoRows } from './check-rows.ts';
import { answersOf } from './draft.ts';
import { ErrorSummary } from './error-summary.tsx';
import { ErrorLine, type FormView, fieldErrorFor, group } from './fields.tsx';
import { fileSize } from './file-size.ts';
import { FormFrame, type FormSecrets } from './form-frame.tsx';
import type { FormFiles } from './uploads.ts';

type CheckProps = {
  frame: Frame;
  view: FormView;
  body: IntakeBody;
  policy: Policy;
  secrets: FormSecrets;
  files: FormFiles;
};

/**
 * The complete report as it will be sent, section by section, with the notice. The answers are carried along in hidden
 * fields.
 */
export function CheckPage({ frame, view, body, policy, secrets, files }: CheckProps): ReactElement {
  const { text } = view;
  const path = `/report/${body.kind}`;

  const invalid = view.fieldErrors.length > 0;
  const parts: readonly [id: string, title: string, rows: readonly Row[]][] = [
    ['what', text.t(`portal-kinds.${body.kind}.what`), whatRows(view, body, policy)],
    ['when', text.t('portal-form.sections.when'), whenRows(view, body, policy)],
    ['where', text.t('portal-form.sections.where'), whereRows(view, body)],
    ['how', text.t('portal-form.sections.how'), [{ label: '', value: body.facts.how }]],
    ['files', text.t('portal-status.files.label'), fileRows(view, files)],
    ['who', text.t('portal-form.sections.who'), whoRows(view, body)],
  ];
  return (
    <Page frame={frame} title={text.t('portal-form.check.title')} switchHref={byButton} invalid={invalid}>
      <ErrorSummary view={view} />
      <p className="over">{text.t(`portal-kinds.${body.kind}.title`)}</p>
      <h1>{text.t('portal-form.check.title')}</h1>
      <p className="lead">{text.t('portal-form.check.lead')}</p>
      <FormFrame view={view} action={path} secrets={secrets} submit={text.t('portal-form.submit')} step="check">
        {Object.entries(answersOf(view.draft)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {parts.map(([id, title, rows]) => (
          <Part key={id} view={view} path={path} id={id} title={title} rows={rows} />
        ))}
        <Notice view={view} policy={policy} />
      </FormFrame>
    </Page>
  );
}

type PartProps = { view: FormView; path: string; id: string; title: string; rows: readonly Row[] };

function Part({ view, path, id, title, rows }: PartProps): ReactElement {
  return (
    <section className="part">
      <h2 id={`part-${id}`}>{title}</h2>
      {rows.every((row) => row.label === '') ? (
        rows.map((row) => (
          <p key="text" className="told">
            {row.value}
          </p>
        ))
      ) : (
        <dl className="rows">
          {rows
            .filter((row) => row.value !== null && row.value !== '')
            .map((row) => (
              <div key={row.label}>
                <dt>{row.label}</dt>
                <dd>{row.value}</dd>
              </div>
            ))}
        </dl>
      )}
      <button type="submit" className="quiet" name="edit" value={id} formAction={`${path}#section-${id}`}>
        {view.text.t('portal-form.check.change', { section: title })}
      </button>
    </section>
  );
}

function fileRows({ text }: FormView, { kept }: FormFiles): Row[] {
  if (kept.length === 0) return [{ label: '', value: text.t('portal-status.files.none') }];
  return kept.map((one, index) => ({ label: `${index + 1}`, value: `${one.name} (${fileSize(one.bytes, text)})` }));
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
