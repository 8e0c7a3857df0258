import type { ReactElement } from 'react';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Language, ReportKind } from '#shared/domain/report.ts';
import { meantAddress } from '#shared/screening/mistyped-domain.ts';
import { LOCALES } from '#shared/words/languages.ts';
import type { Earlier } from '../deps.ts';
import { answersOf } from '../form/draft.ts';
import type { FormView } from '../form/fields.tsx';
import { FormFrame, type FormSecrets } from '../form/form-frame.tsx';
import { clockTime } from '../form/local-time.ts';
import { byButton, Danger, type Frame, inOtherLanguage, Page, WholeNumbers, WithPhone } from '../site/page.tsx';
import type { PortalText } from '../site/text.ts';

type WaitingProps = {
  frame: Frame;
  view: FormView;
  kind: ReportKind;
  email: string;
  policy: Policy;
  secrets: FormSecrets;
  tooMany: boolean;
  isDanger: boolean;
  /** When the person asked for the link again; null the first time. */
  againAt: Date | null;
  demo: boolean;
};

/**
 * Shown after sending while the e-mail address is unconfirmed. The answers stay on the page, so the address can be
 * corrected.
 */
export function WaitingPage(props: WaitingProps): ReactElement {
  const { frame, view, kind, email, policy, secrets, tooMany, isDanger, againAt, demo } = props;
  const { reviewPhone } = policy.agency;
  const kept = { ...answersOf(view.draft), notice: 'yes', noticeVersion: policy.notice.version, again: 'yes' };
  const said = frame.text.t(tooMany ? 'portal-drafts.notMailedAgain' : 'portal-drafts.mailedAgain');
  return (
    <Page
      frame={frame}
      title={againAt === null ? frame.text.t('portal-drafts.waitingTitle') : said}
      switchHref={byButton}
    >
      {againAt === null ? null : (
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is the same otherwise, so this must be heard first
        <div className={tooMany ? 'warning' : 'said'} role="status" tabIndex={-1} autoFocus={true}>
          <strong>{said}.</strong>{' '}
          {tooMany
            ? frame.text.t('portal-drafts.tooMany')
            : frame.text.t('portal-drafts.mailedAgainText', {
                email,
                time: clockTime(againAt, policy.agency.timeZone, frame.text.lang),
              })}
        </div>
      )}
      {isDanger ? <Danger text={frame.text} sent={false} policy={policy} /> : null}
      <h1 data-sent={true}>{frame.text.t('portal-drafts.waitingTitle')}</h1>
      <p className="warning">
        <strong>{frame.text.t('portal-drafts.waitingNot')}</strong>{' '}
        {tooMany && againAt === null
          ? frame.text.t('portal-drafts.tooMany')
          : frame.text.t('portal-drafts.waiting', { email })}
      </p>
      <Meant email={email} text={frame.text} />
      <p>{frame.text.t('portal-drafts.waitingDays', { days: policy.times.confirmDays })}</p>
      <p>
        <WithPhone line={frame.text.t('portal-drafts.waitingHelp', { phone: reviewPhone })} phone={reviewPhone} />
      </p>
      {demo ? (
        <p>
          <a href="/demo/mail">{frame.text.t('portal-drafts.demoMail')}</a>
        </p>
      ) : null}
      <FormFrame
        view={view}
        action={`/report/${kind}`}
        secrets={secrets}
        submit={frame.text.t('portal-drafts.mailAgain')}
        step="check"
      >
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p>
          <button type="submit" className="quiet" name="edit" value="contact">
            {frame.text.t('portal-drafts.changeAddress')}
          </button>
        </p>
      </FormFrame>
    </Page>
  );
}

/** Asks about an address whose domain looks mistyped. */
function Meant({ email, text }: { email: string; text: PortalText }): ReactElement | null {
  const meant = meantAddress(email);
  return meant === null ? null : <p className="warning">{text.t('portal-form.check.emailMeant', { email, meant })}</p>;
}

type SavedProps = {
  frame: Frame;
  policy: Policy;
  email: string;
  tooMany: boolean;
  demo: boolean;
  /** Whether what the person wrote may mean danger. */
  isDanger: boolean;
};

/** Shown after an unfinished report was saved on the server. */
export function SavedPage({ frame, policy, email, tooMany, demo, isDanger }: SavedProps): ReactElement {
  const title = tooMany ? frame.text.t('portal-drafts.notSavedTitle') : frame.text.t('portal-drafts.savedTitle');
  return (
    <Page frame={frame} title={title} switchHref={null}>
      {isDanger ? <Danger text={frame.text} sent={false} policy={policy} /> : null}
      <h1 {...(tooMany ? {} : { 'data-sent': true })}>{title}</h1>
      <p>
        {tooMany
          ? frame.text.t('portal-drafts.tooMany')
          : frame.text.t('portal-drafts.saved', { days: policy.times.draftDays })}
      </p>
      {tooMany ? null : <p>{frame.text.t('portal-drafts.savedTo', { email })}</p>}
      <Meant email={email} text={frame.text} />
      <p>{tooMany ? frame.text.t('portal-drafts.notSaved') : frame.text.t('portal-drafts.savedEmail')}</p>
      {demo ? (
        <p>
          <a href="/demo/mail">{frame.text.t('portal-drafts.demoMail')}</a>
        </p>
      ) : null}
    </Page>
  );
}

type ConfirmProps = { frame: Frame; view: FormView; action: string; secrets: FormSecrets };

/**
 * Shown for the link that confirms an address. Only its button confirms the address, not opening the page, since mail
 * scanners open links, too.
 */
export function ConfirmPage({ frame, view, action, secrets }: ConfirmProps): ReactElement {
  return (
    <Page frame={frame} title={frame.text.t('portal-drafts.confirmTitle')} switchHref={byButton}>
      <h1>{frame.text.t('portal-drafts.confirmTitle')}</h1>
      <p>{frame.text.t('portal-drafts.confirm')}</p>
      <FormFrame view={view} action={action} secrets={secrets} submit={frame.text.t('portal-drafts.confirmButton')}>
        {null}
      </FormFrame>
    </Page>
  );
}

type EarlierProps = ConfirmProps & { earlier: Earlier; sealed: string; minutes: number };

/**
 * Shown when a report about this incident was already filed with the same e-mail address: the person chooses whether to
 * add to that report.
 */
export function EarlierPage({ frame, view, action, secrets, earlier, sealed, minutes }: EarlierProps): ReactElement {
  return (
    <Page frame={frame} title={frame.text.t('portal-drafts.earlierTitle')} switchHref={byButton}>
      <h1>{frame.text.t('portal-drafts.earlierTitle')}</h1>
      <p>
        <WholeNumbers
          line={frame.text.t('portal-drafts.earlier', {
            trackingNumber: earlier.trackingNumber,
            ago: ago(minutes, frame.text.lang),
          })}
        />
      </p>
      <p>{frame.text.t('portal-drafts.earlierAdd')}</p>
      <FormFrame
        view={view}
        action={action}
        secrets={secrets}
        submit={frame.text.t('portal-drafts.earlierAddButton', { trackingNumber: earlier.trackingNumber })}
        more={
          <button type="submit" className="second" name="earlier" value="anyway">
            {frame.text.t('portal-drafts.earlierAnyway')}
          </button>
        }
      >
        <input type="hidden" name="earlier" value="add" />
        <input type="hidden" name="earlierReport" value={sealed} />
      </FormFrame>
    </Page>
  );
}

/** Formats a time span in whole units: "10 minutes ago", "3 days ago". */
function ago(minutes: number, language: Language): string {
  const format = new Intl.RelativeTimeFormat(LOCALES[language]);
  const hours = Math.round(minutes / 60);
  if (minutes < 60) return format.format(-minutes, 'minute');
  return hours < 24 ? format.format(-hours, 'hour') : format.format(-Math.max(1, Math.round(minutes / 1440)), 'day');
}

/**
 * Shown for the link in a letter that rejects a report because of a wrong title: lets the person choose the kind under
 * which to file it again.
 */
export function AgainPage({ frame, path, trackingNumber }: { frame: Frame; path: string; trackingNumber: string }) {
  const { text } = frame;
  return (
    <Page frame={frame} title={text.t('portal-drafts.againTitle')} switchHref={inOtherLanguage(path)}>
      <h1>{text.t('portal-drafts.againTitle')}</h1>
      <p>
        <WholeNumbers line={text.t('portal-drafts.again', { trackingNumber })} />
      </p>
      <ul className="kinds">
        {REPORT_KINDS.map((kind) => (
          <li key={kind}>
            <a href={`${path}/${kind}?lang=${text.lang}`}>{text.t(`portal-kinds.${kind}.name`)}</a>
            <p>{text.t(`portal-kinds.${kind}.about`)}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
