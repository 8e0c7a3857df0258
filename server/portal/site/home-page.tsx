import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import { REPORT_KINDS } from '#shared/domain/report.ts';
import { Emergency, type Frame, inOtherLanguage, Page, UseNotice, WithPhone } from './page.tsx';

export function HomePage({ frame, path, policy }: { frame: Frame; path: string; policy: Policy }): ReactElement {
  const { text } = frame;
  const { home } = text;
  const { agency } = policy;
  return (
    <Page frame={frame} title={home.title} switchHref={inOtherLanguage(path, text)}>
      <h1>{home.title}</h1>
      <p className="lead">{home.lead(agency.name, agency.city)}</p>
      <Emergency text={text} />
      <UseNotice text={text} policy={policy} />
      <h2 id="choose">{home.choose}</h2>
      <ul className="kinds" aria-labelledby="choose">
        {REPORT_KINDS.map((kind) => (
          <li key={kind}>
            <a href={`/start/${kind}?lang=${text.lang}`}>{text.kinds[kind].name}</a>
            <p>{text.kinds[kind].about}</p>
          </li>
        ))}
      </ul>
      <p>{home.kindNote}</p>
      <p>
        <a href={`/status?lang=${text.lang}`}>{text.status.title}</a>
      </p>
      <h2>{home.notFor}</h2>
      <ul>
        {home.notForList.map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>{home.outside(agency.city)}</li>
      </ul>
      <p>
        <WithPhone line={home.instead(agency.dispatchPhone)} phone={agency.dispatchPhone} />
      </p>
      <h2>{home.before}</h2>
      <ul>
        {home.beforeList.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Page>
  );
}
