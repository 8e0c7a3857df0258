import type { ReactElement } from 'react';
import { spacedAccessCode } from '#server/auth/access-code.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { type Frame, Page, WithPhone } from '../site/page.tsx';
import type { Receipt } from './form-token.ts';

/** Says what was received and what comes next; nothing on it tells who sent it. */
export function SentPage({ frame, receipt, policy, switchHref, statusHref }: SentProps): ReactElement {
  const { text } = frame;
  const { sent, reply, drafts } = text;
  const { promiseDays } = policy.limits;
  const phone = policy.agency.reviewPhone;
  if (receipt.kind === 'answered') {
    return (
      <Page frame={frame} title={reply.sentTitle} switchHref={switchHref}>
        <div className="done">
          <h1>{reply.sentTitle}</h1>
          <p>{sent.number}</p>
          <p className="number">{receipt.trackingNumber}</p>
        </div>
        <p>{reply.sentText(promiseDays)}</p>
      </Page>
    );
  }
  if (receipt.kind === 'added') {
    return (
      <Page frame={frame} title={drafts.addedTitle} switchHref={switchHref} script={true}>
        <div className="done" data-sent={true}>
          <h1>{drafts.addedTitle}</h1>
          <p>{sent.number}</p>
          <p className="number">{receipt.trackingNumber}</p>
        </div>
        <p>{drafts.added}</p>
      </Page>
    );
  }
  return (
    <Page frame={frame} title={sent.title} switchHref={switchHref} script={true}>
      <div className="done" data-sent={true}>
        <h1>{sent.title}</h1>
        <p>{sent.number}</p>
        <p className="number">{receipt.trackingNumber}</p>
      </div>
      <p>{sent.keep}</p>
      {receipt.accessCode === null || statusHref === null ? null : (
        <>
          <h2>{text.status.sent.code}</h2>
          <p className="code">{spacedAccessCode(receipt.accessCode)}</p>
          <p>{text.status.sent.keep}</p>
          <p>
            <a href={statusHref}>{text.status.sent.link}</a>
          </p>
        </>
      )}
      {receipt.repeated ? <p className="warning">{sent.again}</p> : null}
      <h2>{sent.next}</h2>
      <ol>
        {sent.steps(promiseDays, phone).map((step) => (
          <li key={step}>
            <WithPhone line={step} phone={phone} />
          </li>
        ))}
      </ol>
      <p>
        <a href={`/report?lang=${text.lang}`}>{sent.another}</a>
      </p>
    </Page>
  );
}

type SentProps = {
  frame: Frame;
  receipt: Receipt;
  policy: Policy;
  switchHref: string;
  /** The report's own page; null where its access code is not to be shown. */
  statusHref: string | null;
};
