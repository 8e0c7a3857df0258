import type { ReactElement } from 'react';
import { type Frame, Page } from './page.tsx';

type MessageProps = { frame: Frame; title: string; lines: readonly string[]; phone: string | null };

/** A page that only says something: not found, sent from elsewhere, our fault. */
export function MessagePage({ frame, title, lines, phone }: MessageProps): ReactElement {
  const { text } = frame;
  return (
    <Page frame={frame} title={title} switchHref={null}>
      <h1>{title}</h1>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {phone === null ? null : <p>{text.problems.call(phone)}</p>}
      <p>
        <a href={`/?lang=${text.lang}`}>{text.problems.home}</a>
      </p>
    </Page>
  );
}
