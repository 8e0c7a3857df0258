import type { ReactElement } from 'react';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { Emergency, type Frame, inOtherLanguage, Lines, Page, UseNotice, WithPhone } from './page.tsx';

export function HomePage({ frame, path, policy }: { frame: Frame; path: string; policy: Policy }): ReactElement {
  const { text } = frame;

  const { agency } = policy;
  const lead = text.t('portal-site.home.lead', { agency: agency.name, city: agency.city });
  return (
    <Page
      frame={frame}
      title={text.t('portal-site.home.title')}
      switchHref={inOtherLanguage(path)}
      // Search engines should list the page at one URL only.
      {...(path === '/' ? { description: lead } : {})}
    >
      <h1>{text.t('portal-site.home.title')}</h1>
      <p className="lead">{lead}</p>
      <Emergency text={text} />
      <UseNotice text={text} policy={policy} />
      <h2 id="choose">{text.t('portal-site.home.choose')}</h2>
      <ul className="kinds" aria-labelledby="choose">
        {REPORT_KINDS.map((kind) => (
          <li key={kind}>
            <a href={`/start/${kind}?lang=${text.lang}`}>{text.t(`portal-kinds.${kind}.name`)}</a>
            <p>{text.t(`portal-kinds.${kind}.about`)}</p>
          </li>
        ))}
      </ul>
      <p>{text.t('portal-site.home.kindNote')}</p>
      <p>
        <a href={`/status?lang=${text.lang}`}>{text.t('portal-status.title')}</a>
      </p>
      <h2>{text.t('portal-site.home.notFor')}</h2>
      <ul>
        <Lines said={text.t('portal-site.home.notForList')} />
        <li>{text.t('portal-site.home.outside', { city: agency.city })}</li>
      </ul>
      <p>
        <WithPhone
          line={text.t('portal-site.home.instead', { phone: agency.dispatchPhone })}
          phone={agency.dispatchPhone}
        />
      </p>
      <h2>{text.t('portal-site.home.before')}</h2>
      <ul>
        <Lines said={text.t('portal-site.home.beforeList')} />
      </ul>
    </Page>
  );
}
