import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import type { Language, ReportKind } from '#shared/domain/report.ts';
import type { Draft } from './draft.ts';
import { ErrorSummary } from './error-summary.tsx';
import { complaintAbout, ErrorLine, type FormView, group } from './fields.tsx';
import { FormFrame, type FormSecrets } from './form-frame.tsx';
import { HowSection, WhenSection, WhereSection } from './incident-sections.tsx';
import { type Frame, inOtherLanguage, Page } from './page.tsx';
import { FraudSection, ItemsSection, OffenseSection } from './what-sections.tsx';
import { WhoSection } from './who-section.tsx';

type ReportFormProps = {
  frame: Frame;
  view: FormView;
  kind: ReportKind;
  policy: Policy;
  streets: readonly string[];
  secrets: FormSecrets;
};

/** Fields that start with a value: most people's is this one. */
export function startDraft(policy: Policy, language: Language): Draft {
  return { 'where.city': policy.agency.city, 'who.language': language };
}

export function ReportForm({ frame, view, kind, policy, streets, secrets }: ReportFormProps): ReactElement {
  const { text } = view;
  const path = `/report/${kind}`;
  const words = text.kinds[kind];
  const cameBack = view.complaints.length > 0;
  return (
    // A link would lose what was typed, so on a form that came back the switch leads to the button that keeps it.
    <Page
      frame={frame}
      title={words.title}
      switchHref={cameBack ? '#language' : inOtherLanguage(path, text)}
      invalid={cameBack}
    >
      <ErrorSummary view={view} />
      <h1>{words.title}</h1>
      <p className="lead">{words.about}.</p>
      <p className="warning">
        <strong>{text.emergency.title}.</strong> {text.emergency.text}
      </p>
      <FormFrame view={view} action={path} secrets={secrets} submit={text.submit}>
        <OffenseSection view={view} kind={kind} policy={policy} />
        {kind === 'fraud' ? <FraudSection view={view} /> : <ItemsSection view={view} kind={kind} />}
        <WhenSection view={view} kind={kind} />
        <WhereSection view={view} kind={kind} city={policy.agency.city} streets={streets} />
        <HowSection view={view} kind={kind} />
        <WhoSection view={view} />
        <Notice view={view} policy={policy} />
      </FormFrame>
    </Page>
  );
}

function Notice({ view, policy }: { view: FormView; policy: Policy }): ReactElement {
  const { text } = view;
  const message = complaintAbout(view, 'notice');
  return (
    <section>
      <h2>{text.sections.notice}</h2>
      <div className={group(message)}>
        <p className="notice">{policy.notice.text[text.lang]}</p>
        <ErrorLine view={view} id="notice" message={message} />
        <input type="hidden" name="noticeVersion" value={policy.notice.version} autoComplete="off" />
        <div className="choice">
          <input
            id="notice"
            name="notice"
            type="checkbox"
            value="yes"
            defaultChecked={view.draft.notice === 'yes'}
            aria-invalid={message === null ? undefined : true}
            aria-describedby={message === null ? undefined : 'notice-error'}
          />
          <label htmlFor="notice">{text.fields.notice}</label>
        </div>
      </div>
    </section>
  );
}
