import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import { REPORT_KINDS, type ReportKind } from '#shared/domain/report.ts';
import type { Earlier } from '../deps.ts';
import { answersOf } from '../form/draft.ts';
import type { FormView } from '../form/fields.tsx';
import { FormFrame, type FormSecrets } from '../form/form-frame.tsx';
import { type Frame, inOtherLanguage, Page, WholeNumbers, WithPhone } from '../site/page.tsx';

type WaitingProps = {
  frame: Frame;
  view: FormView;
  kind: ReportKind;
  email: string;
  policy: Policy;
  secrets: FormSecrets;
  tooMany: boolean;
  demo: boolean;
};

/** After sending, where the address is still to be confirmed. The answers stay on the page, so that it can be mended. */
export function WaitingPage({ frame, view, kind, email, policy, secrets, tooMany, demo }: WaitingProps): ReactElement {
  const { drafts } = frame.text;
  const { reviewPhone } = policy.agency;
  const kept = { ...answersOf(view.draft), notice: 'yes', noticeVersion: policy.notice.version };
  return (
    <Page frame={frame} title={drafts.waitingTitle} switchHref="#language" script={true}>
      <h1 data-sent={true}>{drafts.waitingTitle}</h1>
      <p className="warning">
        <strong>{drafts.waitingNot}</strong> {tooMany ? drafts.tooMany : drafts.waiting(email)}
      </p>
      <p>{drafts.waitingDays(policy.times.confirmDays)}</p>
      <p>
        <WithPhone line={drafts.waitingHelp(reviewPhone)} phone={reviewPhone} />
      </p>
      {demo ? (
        <p>
          <a href="/demo/mail">{drafts.demoMail}</a>
        </p>
      ) : null}
      <FormFrame view={view} action={`/report/${kind}`} secrets={secrets} submit={drafts.mailAgain} step="check">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} autoComplete="off" />
        ))}
        <p>
          <button type="submit" className="quiet" name="edit" value="who" formAction={`/report/${kind}#section-who`}>
            {drafts.changeAddress}
          </button>
        </p>
      </FormFrame>
    </Page>
  );
}

type SavedProps = { frame: Frame; days: number; tooMany: boolean; demo: boolean };

/** After saving a half-written report on the server. */
export function SavedPage({ frame, days, tooMany, demo }: SavedProps): ReactElement {
  const { drafts } = frame.text;
  const title = tooMany ? drafts.notSavedTitle : drafts.savedTitle;
  return (
    <Page frame={frame} title={title} switchHref={null} script={true}>
      <h1 {...(tooMany ? {} : { 'data-sent': true })}>{title}</h1>
      <p>{tooMany ? drafts.tooMany : drafts.saved(days)}</p>
      <p>{tooMany ? drafts.notSaved : drafts.savedEmail}</p>
      {demo ? (
        <p>
          <a href="/demo/mail">{drafts.demoMail}</a>
        </p>
      ) : null}
    </Page>
  );
}

type ConfirmProps = { frame: Frame; view: FormView; action: string; secrets: FormSecrets };

/** Behind the link that confirms an address: one button, since mail scanners follow links, too. */
export function ConfirmPage({ frame, view, action, secrets }: ConfirmProps): ReactElement {
  const { drafts } = frame.text;
  return (
    <Page frame={frame} title={drafts.confirmTitle} switchHref="#language">
      <h1>{drafts.confirmTitle}</h1>
      <p>{drafts.confirm}</p>
      <FormFrame view={view} action={action} secrets={secrets} submit={drafts.confirmButton}>
        {null}
      </FormFrame>
    </Page>
  );
}

type EarlierProps = ConfirmProps & { earlier: Earlier; sealed: string; minutes: number };

/** Where the same address told of the same before: its person chooses whether this belongs to it. */
export function EarlierPage({ frame, view, action, secrets, earlier, sealed, minutes }: EarlierProps): ReactElement {
  const { drafts } = frame.text;
  return (
    <Page frame={frame} title={drafts.earlierTitle} switchHref="#language">
      <h1>{drafts.earlierTitle}</h1>
      <p>
        <WholeNumbers line={drafts.earlier(earlier.trackingNumber, minutes)} />
      </p>
      <p>{drafts.earlierAdd}</p>
      <FormFrame
        view={view}
        action={action}
        secrets={secrets}
        submit={drafts.earlierAddButton(earlier.trackingNumber)}
        more={
          <button type="submit" className="second" name="earlier" value="anyway">
            {drafts.earlierAnyway}
          </button>
        }
      >
        <input type="hidden" name="earlier" value="add" autoComplete="off" />
        <input type="hidden" name="earlierReport" value={sealed} autoComplete="off" />
      </FormFrame>
    </Page>
  );
}

/** Behind the link in a rejection for a wrong title: under which kind the same report is to be filed. */
export function AgainPage({ frame, path, trackingNumber }: { frame: Frame; path: string; trackingNumber: string }) {
  const { text } = frame;
  return (
    <Page frame={frame} title={text.drafts.againTitle} switchHref={inOtherLanguage(path, text)}>
      <h1>{text.drafts.againTitle}</h1>
      <p>
        <WholeNumbers line={text.drafts.again(trackingNumber)} />
      </p>
      <ul className="kinds">
        {REPORT_KINDS.map((kind) => (
          <li key={kind}>
            <a href={`${path}/${kind}?lang=${text.lang}`}>{text.kinds[kind].name}</a>
            <p>{text.kinds[kind].about}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
