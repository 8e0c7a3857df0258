import type { ReactElement } from 'react';
import { spacedAccessCode } from '#server/auth/access-code.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { Danger, type Frame, Page, type SwitchHref, WithPhone } from '../site/page.tsx';
import type { Receipt } from './form-token.ts';

/** Shows what was received, where the answer goes and what comes next. Only the browser that sent it can open it. */
export function SentPage({ frame, receipt, policy, switchHref, statusHref }: SentProps): ReactElement {
  const { text } = frame;

  const { promiseDays } = policy.limits;
  const phone = policy.agency.reviewPhone;
  const steps = [
    text.t('portal-form.sent.steps.read', { days: promiseDays }),
    text.t('portal-form.sent.steps.missing', { way: receipt.way }),
    text.t('portal-form.sent.steps.approved'),
    text.t('portal-form.sent.steps.otherwise'),
    text.t('portal-form.sent.steps.add', { phone }),
  ];
  if (receipt.kind === 'answered') {
    return (
      <Page frame={frame} title={text.t('portal-status.reply.sentTitle')} switchHref={switchHref}>
        {receipt.danger ? <Danger text={text} sent={true} policy={policy} /> : null}
        <div className="done" data-sent={`answer-${receipt.trackingNumber}`}>
          <h1>{text.t('portal-status.reply.sentTitle')}</h1>
          <p>{text.t('portal-form.sent.number')}</p>
          <p className="number">{receipt.trackingNumber}</p>
        </div>
        <p>{text.t('portal-status.reply.sentText', { days: promiseDays })}</p>
      </Page>
    );
  }
  if (receipt.kind === 'added') {
    return (
      <Page frame={frame} title={text.t('portal-drafts.addedTitle')} switchHref={switchHref}>
        {receipt.danger ? <Danger text={text} sent={true} policy={policy} /> : null}
        <div className="done" data-sent={true}>
          <h1>{text.t('portal-drafts.addedTitle')}</h1>
          <p>{text.t('portal-form.sent.number')}</p>
          <p className="number">{receipt.trackingNumber}</p>
        </div>
        <p>{text.t('portal-drafts.added')}</p>
      </Page>
    );
  }
  return (
    <Page frame={frame} title={text.t('portal-form.sent.title')} switchHref={switchHref}>
      {receipt.danger ? <Danger text={text} sent={true} policy={policy} /> : null}
      <div className="done" data-sent={true}>
        <h1>{text.t('portal-form.sent.title')}</h1>
        <p>{text.t('portal-form.sent.number')}</p>
        <p className="number">{receipt.trackingNumber}</p>
      </div>
      <p>{text.t('portal-form.sent.keep')}</p>
      {receipt.accessCode === null || statusHref === null ? null : (
        <>
          <h2>{text.t('portal-status.sent.code')}</h2>
          <p className="code">{spacedAccessCode(receipt.accessCode)}</p>
          <p>{text.t('portal-status.sent.keep')}</p>
          {receipt.way.startsWith('page') ? <p>{text.t('portal-status.sent.only')}</p> : null}
          <p>
            <a href={statusHref}>{text.t('portal-status.sent.link')}</a>
          </p>
        </>
      )}
      {receipt.repeated && receipt.accessCode === null ? (
        <p>
          <WithPhone line={text.t('portal-status.sent.before', { way: channelOf(receipt), phone })} phone={phone} />
        </p>
      ) : null}
      {receipt.repeated ? <p className="warning">{text.t('portal-form.sent.again')}</p> : null}
      {receipt.email === null ? null : (
        <p>
          <WithPhone line={text.t('portal-form.sent.email', { email: receipt.email, phone })} phone={phone} />
        </p>
      )}
      <h2>{text.t('portal-form.sent.next')}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>
            <WithPhone line={step} phone={phone} />
          </li>
        ))}
      </ol>
      <p>
        <a href={`/report?lang=${text.lang}`}>{text.t('portal-form.sent.another')}</a>
      </p>
    </Page>
  );
}

const channelOf = ({ way }: Receipt) => way.split('_')[0] ?? way;

type SentProps = {
  frame: Frame;
  receipt: Receipt;
  policy: Policy;
  switchHref: SwitchHref;
  /** The report's own page; null when its access code must not be shown. */
  statusHref: string | null;
};
