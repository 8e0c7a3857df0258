import type { ReactElement } from 'react';
import { type Frame, inOtherLanguage, Page, WithPhone } from './page.tsx';
import { Typed } from './typed.tsx';

type LostProps = {
  frame: Frame;
  /** What the person wrote. */
  typed: string;
  /** The URL of the report's page; null if this browser can't open it anymore. */
  href: string | null;
  phone: string;
};

/** Says that something could not be sent, and gives back what was written, which would be lost otherwise. */
export function LostPage({ frame, typed, href, phone }: LostProps): ReactElement {
  const { text } = frame;
  const title = text.t('portal-status.lost.title');
  return (
    <Page frame={frame} title={title} switchHref={href === null ? inOtherLanguage('') : inOtherLanguage(href)}>
      <h1>{title}</h1>
      <p>{text.t(href === null ? 'portal-status.lost.ended' : 'portal-status.lost.changed')}</p>
      <Typed typed={typed} text={text} />
      <ul className="onward">
        <li>
          {href === null ? (
            <a href={`/status?lang=${text.lang}`}>{text.t('portal-status.title')}</a>
          ) : (
            <a href={href}>{text.t('portal-status.lost.open')}</a>
          )}
        </li>
      </ul>
      <p>
        <WithPhone line={text.t('portal-status.reply.goneHelp', { phone })} phone={phone} />
      </p>
    </Page>
  );
}
