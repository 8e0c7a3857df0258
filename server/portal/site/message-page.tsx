import type { ReactElement } from 'react';
import { type Frame, Page, type SwitchHref, WithPhone } from './page.tsx';
import { Typed } from './typed.tsx';

/** `phone` becomes a link in every line that contains it; empty when there is no number. */
type MessageProps = {
  frame: Frame;
  title: string;
  lines: readonly string[];
  phone: string;
  /** Links to the same page in the other language; omitted when the page must not be requested again. */
  switchHref?: SwitchHref | null;
  /** Whether the heading takes the focus, for a page that responds to a pressed button. */
  isHeard?: boolean;
  /** What a person wrote that could not be sent. */
  typed?: string;
  /** Whether to link to the page that finds a report by number and code. */
  toStatus?: boolean;
  /** Whether to link to the page that e-mails a new link to a report. */
  toLink?: boolean;
};

/** A page that only shows a message: not found, cross-site request, server error. */
export function MessagePage(props: MessageProps): ReactElement {
  const {
    frame,
    title,
    lines,
    phone,
    switchHref = null,
    isHeard = false,
    typed = '',
    toStatus = false,
    toLink = false,
  } = props;
  const { text } = frame;
  return (
    <Page frame={frame} title={title} switchHref={switchHref}>
      {isHeard ? (
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it says what came of the button
        <h1 tabIndex={-1} autoFocus={true}>
          {title}
        </h1>
      ) : (
        <h1>{title}</h1>
      )}
      {lines.map((line) => (
        <p key={line}>
          <WithPhone line={line} phone={phone} />
        </p>
      ))}
      <Typed typed={typed} text={text} />
      {toStatus ? (
        <p>
          <a href={`/status?lang=${text.lang}`}>{text.t('portal-status.title')}</a>
        </p>
      ) : null}
      {toLink ? (
        <p>
          <a href={`/status/link?lang=${text.lang}`}>{text.t('portal-status.link.title')}</a>
        </p>
      ) : null}
      <p>
        <a href={`/?lang=${text.lang}`}>{text.t('portal-site.problems.home')}</a>
      </p>
    </Page>
  );
}
