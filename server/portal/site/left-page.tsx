import type { ReactElement } from 'react';
import { type Frame, Page } from './page.tsx';

/**
 * Stands in for a page behind a private link once this browser left the site: only Back may have led here, with someone
 * else looking on. It tells nothing of the page.
 */
export function LeftPage({ frame, csrf, to }: { frame: Frame; csrf: string; to: string }): ReactElement {
  const { text } = frame;
  const title = text.t('portal-site.left.title');
  return (
    <Page frame={frame} title={title} switchHref={null}>
      <h1>{title}</h1>
      <p>{text.t('portal-site.left.text')}</p>
      <form method="post" action="/return">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="to" value={to} />
        <button type="submit" id="submit" className="main">
          {text.t('portal-site.left.open')}
        </button>
      </form>
      <p>
        <a href={`/?lang=${text.lang}`}>{text.t('portal-site.problems.home')}</a>
      </p>
    </Page>
  );
}
