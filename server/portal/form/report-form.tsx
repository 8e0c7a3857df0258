import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import type { Language, ReportKind } from '#shared/domain/report.ts';
import { dangerIn } from '#shared/screening/danger.ts';
import { countsWhereTheyLive } from '../screening/screening.ts';
import type { CityMap } from '../site/city-map.ts';
import { byButton, Danger, type Frame, Page } from '../site/page.tsx';
import type { PortalText } from '../site/text.ts';
import { ContactSection } from './contact-section.tsx';
import { answersOf, type Draft } from './draft.ts';
import { ErrorSummary } from './error-summary.tsx';
import { type FormView, TextField } from './fields.tsx';
import { FilesSection } from './files-section.tsx';
import { FormFrame, type FormSecrets } from './form-frame.tsx';
import { HowSection, WhenSection, WhereSection } from './incident-sections.tsx';
import { KeepPanel } from './keep-panel.tsx';
import { type FormPage, pageOf, pagesOf } from './pages.ts';
import type { FormFiles } from './uploads.ts';
import { FraudSection, ItemsSection, OffenseSection } from './what-sections.tsx';
import { WhoSection } from './who-section.tsx';

/** `save` asks only for the e-mail address to which the link to the unfinished report is sent. */
export type ShownPage = FormPage | 'save';

type ReportFormProps = {
  frame: Frame;
  view: FormView;
  kind: ReportKind;
  page: ShownPage;
  /** On the `save` page: where the person stopped, and will return to. */
  from: FormPage | null;
  /** Whether the person goes straight back to the summary from here. */
  returns: boolean;
  policy: Policy;
  streets: readonly string[];
  city: CityMap | null;
  secrets: FormSecrets;
  files: FormFiles;
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

/** One page of the form. The answers of the other pages travel along in hidden fields. */
export function ReportForm(props: ReportFormProps): ReactElement {
  const { frame, view, kind, page, from, returns, policy, secrets, fresh, said, saves } = props;
  const { text } = view;
  const path = `/report/${kind}`;
  const pages = pagesOf(kind, policy);
  const at = page === 'save' ? -1 : pages.indexOf(page);
  const isFirst = at === 0;
  const title = titleOf(page, kind, text);
  const others = Object.entries(answersOf(view.draft)).filter(([name]) => !isOn(page, name));
  return (
    <Page frame={frame} title={title} switchHref={byButton} invalid={view.fieldErrors.length > 0}>
      {/* If the narrative may mean danger, the next page says whom to call. */}
      {pages[at - 1] === 'how' && dangerIn(view.draft.how ?? '').length > 0 ? (
        <Danger text={text} sent={false} policy={policy} />
      ) : null}
      {isOnlyField(page, view) ? null : <ErrorSummary view={view} />}
      {said === undefined ? null : (
        <p className="said" role="status">
          {said}
        </p>
      )}
      <FormFrame
        view={view}
        action={page === 'save' ? path : `${path}?page=${page}`}
        secrets={secrets}
        submit={page === 'save' ? text.t('portal-drafts.saveButton') : text.t('portal-form.continue')}
        step="form"
        keep={kind}
        fresh={fresh}
        files={page === 'files'}
        more={saves && page !== 'save' ? <SaveButton text={text} /> : null}
      >
        {others.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {returns ? <input type="hidden" name="returns" value="check" /> : null}
        {page === 'save' ? (
          <>
            <input type="hidden" name="save" value="yes" />
            <input type="hidden" name="asked" value="save" />
            <input type="hidden" name="at" value={from ?? ''} />
          </>
        ) : null}
        {isFirst || returns ? null : (
          <button type="submit" className="quiet back" name="edit" value={pages[at - 1] ?? from ?? pages.at(-1)}>
            {text.t('portal-form.back')}
          </button>
        )}
        <p className="over">
          {text.t(`portal-kinds.${kind}.title`)}
          {at < 0 ? null : ` · ${text.t('portal-form.step', { at: at + 1, of: pages.length })}`}
        </p>
        <h1>{title}</h1>
        <KeepPanel text={text} isQuiet={!isFirst} />
        <Asked {...props} path={path} />
      </FormFrame>
    </Page>
  );
}

/** Whether the page has only one field, which shows its own error: no summary is needed. */
const isOnlyField = (page: ShownPage, { fieldErrors }: FormView): boolean =>
  page === 'save' && fieldErrors.every(({ field }) => isOn(page, field));

const isOn = (page: ShownPage, field: string): boolean =>
  page === 'save' ? field === 'who.email' : pageOf(field) === page;

/** The questions of a page. */
function Asked(props: ReportFormProps & { path: string }): ReactElement | null {
  const { view, kind, page, policy, streets, city, files, path } = props;
  const { text } = view;
  switch (page) {
    case 'offense':
      return <OffenseSection view={view} kind={kind} policy={policy} />;
    case 'what':
      return kind === 'fraud' ? <FraudSection view={view} /> : <ItemsSection view={view} kind={kind} path={path} />;
    case 'when':
      return <WhenSection view={view} kind={kind} />;
    case 'where':
      return (
        <WhereSection
          view={view}
          kind={kind}
          city={policy.agency.city}
          takesResidents={countsWhereTheyLive(kind, policy)}
          streets={streets}
          lines={props.frame.assets.streets?.path ?? null}
          neighborhoods={city?.neighborhoods.map((one) => one.name) ?? []}
        />
      );
    case 'how':
      return <HowSection view={view} kind={kind} max={policy.limits.narrativeCharacters} />;
    case 'files':
      return (
        <FilesSection
          view={view}
          files={files}
          label={text.t('portal-status.files.choose')}
          hint={text.t('portal-status.files.hint')}
          action={`${path}?page=files`}
        />
      );
    case 'who':
      return <WhoSection view={view} kind={kind} />;
    case 'contact':
      return <ContactSection view={view} kind={kind} phone={policy.agency.reviewPhone} />;
    case 'save':
      return (
        <TextField
          view={view}
          name="who.email"
          label={text.t('portal-form.fields.email.label')}
          hint={text.t('portal-drafts.saveHint')}
          type="email"
          inputMode="email"
          autoComplete="email"
          spellCheck={false}
          isFocused={isOnlyField(page, view)}
        />
      );
  }
}

function titleOf(page: ShownPage, kind: ReportKind, text: PortalText): string {
  if (page === 'what') return text.t(`portal-kinds.${kind}.what`);
  if (page === 'files') return text.t('portal-status.files.label');
  if (page === 'save') return text.t('portal-drafts.save');
  return text.t(`portal-form.sections.${page}`);
}

function SaveButton({ text }: { text: PortalText }): ReactElement {
  return (
    <button type="submit" className="second" name="save" value="yes">
      {text.t('portal-drafts.save')}
    </button>
  );
}
