import type { ReactElement } from 'react';
import { type Frame, Page, WithPhone } from './page.tsx';

/** `phone` becomes a link wherever a line has it; empty when there is none to name. */
type MessageProps = {
  frame: Frame;
  title: string;
  lines: readonly string[];
  phone: string;
  /** Whether the way leads to a report's page by its number and code. */
  toStatus?: boolean;
};

/** A page that only says something: not found, sent from elsewhere, our fault. */
export function MessagePage({ frame, title, lines, phone, toStatus = false }: MessageProps): ReactElement {
  const { text } = frame;
  return (
    <Page frame={frame} title={title} switchHref={null}>
      <h1>{title}</h1>
      {lines.map((line) => (
        <p key={line}>
          <WithPhone line={line} phone={phone} />
        </p>
      ))}
      {toStatus ? (
        <p>
          <a href={`/status?lang=${text.lang}`}>{text.status.title}</a>
        </p>
      ) : null}
      <p>
        <a href={`/?lang=${text.lang}`}>{text.problems.home}</a>
      </p>
    </Page>
  );
}
