import type { ReactElement, ReactNode } from 'react';
import type { Mail, MailHead } from '../deps.ts';
import { type Frame, Page } from '../site/page.tsx';

/** These pages are for trying out the product, in English only: residents never see them. */
type DemoProps = { frame: Frame; zone: string };

export function DemoMailList({ frame, zone, mails }: DemoProps & { mails: readonly MailHead[] }): ReactElement {
  return (
    <Page frame={frame} title="Demo mail" switchHref={null}>
      <h1>Mail of the demonstration</h1>
      <p className="lead">Nothing here was sent to anybody. Newest first.</p>
      {mails.length === 0 ? (
        <p>No mail yet. File a report or decide one, then load this page again.</p>
      ) : (
        <ul className="mails">
          {mails.map((mail) => (
            <li key={mail.name}>
              <a href={`/demo/mail/${encodeURIComponent(mail.name)}`}>{mail.subject || '(no subject)'}</a>
              <p>
                {mail.to} <Moment at={mail.at} zone={zone} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

export function DemoMailPage({ frame, zone, mail }: DemoProps & { mail: Mail }): ReactElement {
  return (
    <Page frame={frame} title={mail.subject || '(no subject)'} switchHref={null}>
      <p>
        <a href="/demo/mail">All mail</a>
      </p>
      <h1>{mail.subject || '(no subject)'}</h1>
      <dl className="head">
        <dt>From</dt>
        <dd>{mail.from}</dd>
        <dt>To</dt>
        <dd>{mail.to}</dd>
        <dt>Date</dt>
        <dd>
          <Moment at={mail.at} zone={zone} />
        </dd>
      </dl>
      <h2>Text</h2>
      <div className="letter">{linked(mail.text)}</div>
      {mail.html === null ? null : (
        <>
          <h2>HTML</h2>
          <iframe title="HTML part of the mail" sandbox="" srcDoc={mail.html} />
        </>
      )}
    </Page>
  );
}

function Moment({ at, zone }: { at: Date; zone: string }): ReactElement {
  const shown = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    at,
  );
  return <time dateTime={at.toISOString()}>{shown}</time>;
}

/** Turns URLs in the text into links, so a reply can be tried with a click. */
function linked(text: string): ReactNode[] {
  const pieces: ReactNode[] = [];
  let end = 0;
  for (const found of text.matchAll(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g)) {
    pieces.push(
      text.slice(end, found.index),
      <a key={found.index} href={found[0]}>
        {found[0]}
      </a>,
    );
    end = found.index + found[0].length;
  }
  return [...pieces, text.slice(end)];
}
