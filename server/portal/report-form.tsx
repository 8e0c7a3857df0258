import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import type { Language, ReportKind } from '#shared/domain/report.ts';
import type { CityMap } from './city-map.ts';
import type { Draft } from './draft.ts';
import { ErrorSummary } from './error-summary.tsx';
import type { FormView } from './fields.tsx';
import { FormFrame, type FormSecrets } from './form-frame.tsx';
import { HowSection, WhenSection, WhereSection } from './incident-sections.tsx';
import { KeepPanel } from './keep-panel.tsx';
import { type Frame, Page } from './page.tsx';
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
  /** The same empty form in the other language. */
  switchHref: string;
  /** The form is empty, so that what the browser kept may be offered. */
  fresh: boolean;
};

/** Fields that start with a value: most people's is this one. */
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
  switchHref,
  fresh,
}: ReportFormProps): ReactElement {
  const { text } = view;
  const path = `/report/${kind}`;
  const words = text.kinds[kind];
  const cameBack = view.complaints.length > 0;
  return (
    <Page frame={frame} title={words.title} switchHref={switchHref} invalid={cameBack} script={true}>
      <ErrorSummary view={view} />
      <h1>{words.title}</h1>
      <p className="lead">{words.about}.</p>
      <p className="warning">
        <strong>{text.emergency.title}.</strong> {text.emergency.text}
      </p>
      <KeepPanel text={text} />
      <FormFrame view={view} action={path} secrets={secrets} submit={text.goOn} step="form" keep={kind} fresh={fresh}>
        <OffenseSection view={view} kind={kind} policy={policy} />
        {kind === 'fraud' ? <FraudSection view={view} /> : <ItemsSection view={view} kind={kind} />}
        <WhenSection view={view} kind={kind} />
        <WhereSection
          view={view}
          kind={kind}
          city={policy.agency.city}
          streets={streets}
          neighbourhoods={city?.neighbourhoods.map((one) => one.name) ?? []}
        />
        <HowSection view={view} kind={kind} />
        <WhoSection view={view} />
      </FormFrame>
    </Page>
  );
}
