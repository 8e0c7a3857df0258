import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import type { Language, ReportKind } from '#shared/domain/report.ts';
import type { CityMap } from '../site/city-map.ts';
import { type Frame, Page, type SwitchHref } from '../site/page.tsx';
import type { PortalText } from '../site/text.ts';
import type { Draft } from './draft.ts';
import { ErrorSummary } from './error-summary.tsx';
import type { FormView } from './fields.tsx';
import { FilesSection } from './files-section.tsx';
import { FormFrame, type FormSecrets } from './form-frame.tsx';
import { HowSection, WhenSection, WhereSection } from './incident-sections.tsx';
import { KeepPanel } from './keep-panel.tsx';
import type { FormFiles } from './uploads.ts';
import { FraudSection, ItemsSection, OffenseSection } from './what-sections.tsx';
import { WhoSection } from './who-section.tsx';

type ReportFormProps = {
  frame: Frame;
  view: FormView;
  kind: ReportKind;
  policy: Policy;
  streets: readonly string[];
  city: CityMap | null;
  secrets: FormSecrets;
  files: FormFiles;
  /** Links to the same empty form in another language. */
  switchHref: SwitchHref;
  /** Whether the form is empty, in which case the page may offer to restore what the browser saved. */
  fresh: boolean;
  said: string | undefined;
  /** Whether the form can be saved behind a private link, which requires that the server sends e-mail. */
  saves: boolean;
};

/** Default field values that are right for most people. */
export function startDraft(policy: Policy, language: Language): Draft {
  return { 'where.city': policy.agency.city, 'who.language': language };
}

export function ReportForm({
  frame,
  view,
  kind,
  policy,
  streets,
  city,
  secrets,
  files,
  switchHref,
  fresh,
  said,
  saves,
}: ReportFormProps): ReactElement {
  const { text } = view;
  const path = `/report/${kind}`;

  const cameBack = view.fieldErrors.length > 0;
  return (
    <Page
      frame={frame}
      title={text.t(`portal-kinds.${kind}.title`)}
      switchHref={switchHref}
      invalid={cameBack}
      script={true}
    >
      <ErrorSummary view={view} />
      <h1>{text.t(`portal-kinds.${kind}.title`)}</h1>
      <p className="lead">{text.t(`portal-kinds.${kind}.about`)}.</p>
      {said === undefined ? null : (
        <p className="said" role="status">
          {said}
        </p>
      )}
      <p className="warning">
        <strong>{text.t('portal-site.emergency.title')}.</strong> {text.t('portal-site.emergency.text')}
      </p>
      <KeepPanel text={text} />
      <FormFrame
        view={view}
        action={path}
        secrets={secrets}
        submit={text.t('portal-form.goOn')}
        step="form"
        keep={kind}
        fresh={fresh}
        more={saves ? <SaveButton text={text} /> : null}
        files={true}
      >
        <OffenseSection view={view} kind={kind} policy={policy} />
        {kind === 'fraud' ? <FraudSection view={view} /> : <ItemsSection view={view} kind={kind} />}
        <WhenSection view={view} kind={kind} />
        <WhereSection
          view={view}
          kind={kind}
          city={policy.agency.city}
          streets={streets}
          neighborhoods={city?.neighborhoods.map((one) => one.name) ?? []}
        />
        <HowSection view={view} kind={kind} />
        <section>
          <h2 id="section-files">{text.t('portal-status.files.label')}</h2>
          <FilesSection
            view={view}
            files={files}
            label={text.t('portal-status.files.choose')}
            hint={text.t('portal-status.files.hint')}
            action={path}
          />
        </section>
        <WhoSection view={view} kind={kind} />
      </FormFrame>
    </Page>
  );
}

function SaveButton({ text }: { text: PortalText }): ReactElement {
  return (
    <div className="save">
      <button type="submit" className="second" name="save" value="yes" aria-describedby="save-hint">
        {text.t('portal-drafts.save')}
      </button>
      <p className="hint" id="save-hint">
        {text.t('portal-drafts.saveHint')}
      </p>
    </div>
  );
}
