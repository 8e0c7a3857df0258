import type { ReactElement } from 'react';
import { ANSWER_MAX } from '../deps.ts';
import { ErrorSummary } from '../form/error-summary.tsx';
import { type FormView, TextBox, TextField } from '../form/fields.tsx';
import { FilesSection } from '../form/files-section.tsx';
import { FormFrame, type FormSecrets } from '../form/form-frame.tsx';
import { KeepPanel } from '../form/keep-panel.tsx';
import type { FormFiles } from '../form/uploads.ts';
import { byButton, type Frame, inOtherLanguage, Page, WholeNumbers } from '../site/page.tsx';

type Common = { frame: Frame; view: FormView; secrets: FormSecrets };

/** Asks for the tracking number and access code; `mailsLink`: whether a new private link can be e-mailed. */
export function FindReportPage({ frame, view, secrets, mailsLink }: Common & { mailsLink: boolean }): ReactElement {
  const invalid = view.fieldErrors.length > 0;
  return (
    <Page
      frame={frame}
      title={view.text.t('portal-status.title')}
      switchHref={inOtherLanguage('/status')}
      invalid={invalid}
    >
      <ErrorSummary view={view} />
      <h1>{view.text.t('portal-status.title')}</h1>
      <p className="lead">{view.text.t('portal-status.lead')}</p>
      <FormFrame view={view} action="/status" secrets={secrets} submit={view.text.t('portal-status.open')}>
        <TextField
          view={view}
          name="number"
          label={view.text.t('portal-status.number.label')}
          hint={view.text.t('portal-status.number.hint')}
          width="medium"
          spellCheck={false}
        />
        {/* A shared browser must not suggest the code to its next user. */}
        <TextField
          view={view}
          name="code"
          label={view.text.t('portal-status.code.label')}
          hint={view.text.t('portal-status.code.hint')}
          spellCheck={false}
          autoComplete="off"
        />
      </FormFrame>
      {mailsLink ? (
        <p>
          {view.text.t('portal-status.link.ask')}{' '}
          <a href={`/status/link?lang=${view.text.lang}`}>{view.text.t('portal-status.link.title')}</a>
        </p>
      ) : null}
    </Page>
  );
}

/** Asks for the tracking number and e-mail address, to e-mail a new link to the report. */
export function MailLinkPage({ frame, view, secrets }: Common): ReactElement {
  const { text } = view;
  const invalid = view.fieldErrors.length > 0;
  return (
    <Page
      frame={frame}
      title={text.t('portal-status.link.title')}
      switchHref={inOtherLanguage('/status/link')}
      invalid={invalid}
    >
      <ErrorSummary view={view} />
      <h1>{text.t('portal-status.link.title')}</h1>
      <p className="lead">{text.t('portal-status.link.lead')}</p>
      <FormFrame view={view} action="/status/link" secrets={secrets} submit={text.t('portal-status.link.submit')}>
        <TextField
          view={view}
          name="number"
          label={text.t('portal-status.number.label')}
          hint={text.t('portal-status.number.hint')}
          width="medium"
          spellCheck={false}
        />
        <TextField
          view={view}
          name="email"
          type="email"
          label={text.t('portal-status.link.email')}
          autoComplete="email"
          spellCheck={false}
        />
      </FormFrame>
      <p>
        <a href={`/status?lang=${text.lang}`}>{text.t('portal-status.title')}</a>
      </p>
    </Page>
  );
}

export type PersonAct = 'message' | 'add' | 'found' | 'appeal' | 'withdraw';

type ActProps = Common & { act: PersonAct; path: string; trackingNumber: string; files: FormFiles };

/** The page for one action available from the report's own page; it explains what the action does. */
export function PersonActPage({ frame, view, secrets, act, path, trackingNumber, files }: ActProps): ReactElement {
  const { text } = view;
  const takesFiles = act === 'add' || act === 'message';
  return (
    <Page
      frame={frame}
      title={text.t(`portal-status.forms.${act}.title`)}
      switchHref={byButton}
      invalid={view.fieldErrors.length > 0}
    >
      <ErrorSummary view={view} />
      <h1>{text.t(`portal-status.forms.${act}.title`)}</h1>
      <p className="lead">
        <WholeNumbers
          line={`${text.t('portal-status.report', { tracking: trackingNumber })}. ${text.t(`portal-status.forms.${act}.lead`)}`}
        />
      </p>
      <FormFrame
        view={view}
        action={`${path}/${act}`}
        secrets={secrets}
        submit={text.t(`portal-status.forms.${act}.submit`)}
        keep={`${act}-${trackingNumber}`}
        isOwn={true}
        files={takesFiles}
      >
        <KeepPanel text={text} isQuiet={false} />
        <TextBox
          view={view}
          name="text"
          label={text.t(`portal-status.forms.${act}.label`)}
          optional={act === 'add' || act === 'withdraw'}
          rows={act === 'withdraw' || act === 'found' ? 4 : 8}
          most={ANSWER_MAX}
        />
        {takesFiles ? (
          <FilesSection
            view={view}
            files={files}
            label={text.t('portal-status.files.label')}
            hint={text.t('portal-status.files.hint')}
            action={`${path}/${act}`}
          />
        ) : null}
      </FormFrame>
      <p>
        <a href={`${path}?lang=${text.lang}`}>{text.t('portal-status.back')}</a>
      </p>
    </Page>
  );
}
