import type { ReactElement } from 'react';
import { type Frame, Page, type SwitchHref, WithPhone } from './page.tsx';

/** `phone` becomes a link wherever a line has it; empty when there is none to name. */
type MessageProps = {
  frame: Frame;
  title: string;
  lines: readonly string[];
  phone: string;
  /** Where the same page is in the other language; left out where it must not be asked for again. */
  switchHref?: SwitchHref | null;
  /** Whether the way leads to a report's page by its number and code. */
  toStatus?: boolean;
};

/** A page that only says something: not found, sent from elsewhere, our fault. */
export function MessagePage(props: MessageProps): ReactElement {
  const { frame, title, lines, phone, switchHref = null, toStatus = false } = props;
  const { text } = frame;
  return (
    <Page frame={frame} title={title} switchHref={switchHref}>
      <h1>{title}</h1>
      {lines.map((line) => (
        <p key={line}>
          <WithPhone line={line} phone={phone} />
        </p>
      ))}
      {toStatus ? (
        <p>
          <a href={`/status?lang=${text.lang}`}>{text.t('portal-status.title')}</a>
        </p>
      ) : null}
      <p>
        <a href={`/?lang=${text.lang}`}>{text.t('portal-site.problems.home')}</a>
      </p>
    </Page>
  );
}
