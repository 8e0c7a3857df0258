import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { inLanguage } from '#shared/domain/by-language.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { type Language, OWN_NAMES } from '#shared/words/languages.ts';
import type { Assets } from './assets.ts';
import { SafetyHelp } from './safety-help.tsx';
import { otherLanguages, type PortalText } from './text.ts';

/** What every page needs besides its content. `agency` is null when the policy can't be read. */
export type Frame = {
  text: PortalText;
  assets: Assets;
  agency: { name: string } | null;
  /** The number to call (empty if unknown) while the server cannot take reports; null while it can. */
  closed?: string | null;
};

/**
 * Returns the URL of the page in a language. With `byButton`, a button submits the page's form instead, which keeps
 * what was typed.
 */
export type SwitchHref = ((language: Language) => string) | typeof byButton;

type PageProps = {
  frame: Frame;
  title: string;
  /**
   * The URL of the page in another language; null hides the language switch, as on a page that must not be requested
   * again.
   */
  switchHref: SwitchHref | null;
  /** Whether the form has errors. The title then says so, because a screen reader reads it first. */
  invalid?: boolean;
  /** The description for search engines; pages without one are not indexed. */
  description?: string;
  children: ReactNode;
};

export function Page(props: PageProps): ReactElement {
  const { frame, title, switchHref, invalid = false, description, children } = props;
  const { text, assets, agency, closed = null } = frame;
  const fullTitle = `${title} – ${agency === null ? '' : `${agency.name}, `}${text.t('portal-site.service')}`;
  return (
    <html lang={text.lang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {description === undefined ? (
          <meta name="robots" content="noindex" />
        ) : (
          <meta name="description" content={description} />
        )}
        <title>{invalid ? text.t('portal-site.errorTitle', { title: fullTitle }) : fullTitle}</title>
        <link rel="stylesheet" href={assets.style.path} />
        {/* Not deferred: the way out must work at once. */}
        <script src={assets.leave.path} data-exit={EXIT} />
        <script src={assets.script.path} defer={true} />
        <link rel="icon" href={assets.icon.path} type="image/svg+xml" />
      </head>
      <body>
        <a className="skip" href="#main">
          {text.t('portal-site.skip')}
        </a>
        <header className="top">
          <div className="safety">
            <div className="column">
              <span>
                <WithPhone line={text.t('portal-site.emergency.title')} phone="911" />
              </span>
              <a className="exit" href="/leave" rel="noreferrer" data-exit={true}>
                {text.t('portal-site.exit')}
                <span className="keyed">{text.t('portal-site.exitKey')}</span>
              </a>
            </div>
          </div>
          <div className="name">
            <div className="column">
              <a className="service" href={`/?lang=${text.lang}`}>
                {agency === null ? null : <span className="agency">{agency.name}</span>}
                <span>{text.t('portal-site.service')}</span>
              </a>
              {switchHref === null ? null : <Languages text={text} switchHref={switchHref} />}
            </div>
          </div>
        </header>
        <main id="main" className="column" tabIndex={-1}>
          {closed === null ? null : (
            <p className="warning" role="alert">
              <strong>{text.t('portal-site.problems.closed')}.</strong>{' '}
              {closed === '' ? null : (
                <WithPhone line={text.t('portal-site.problems.call', { phone: closed })} phone={closed} />
              )}
            </p>
          )}
          {children}
        </main>
        <footer className="bottom">
          <div className="column">
            {text.t('portal-site.footer', { agency: agency?.name ?? text.t('portal-site.service') })}
          </div>
        </footer>
      </body>
    </html>
  );
}

function Languages({ text, switchHref }: { text: PortalText; switchHref: SwitchHref }): ReactElement {
  const others = otherLanguages(text).map(({ lang, t }) => {
    const label = t('portal-site.inThisLanguage');
    return switchHref === byButton ? (
      <button
        key={lang}
        className="language"
        type="submit"
        form={FORM_ID}
        name="switchTo"
        value={lang}
        lang={lang}
        aria-label={label}
      >
        {OWN_NAMES[lang]}
      </button>
    ) : (
      <a key={lang} className="language" href={switchHref(lang)} lang={lang} hrefLang={lang} aria-label={label}>
        {OWN_NAMES[lang]}
      </a>
    );
  });
  return (
    <>
      {/* The Enter key activates a form's first button, so this hidden button comes before the language buttons. */}
      {switchHref === byButton ? (
        <button type="submit" form={FORM_ID} className="unseen" tabIndex={-1} aria-hidden="true" />
      ) : null}
      {others}
    </>
  );
}

/** A harmless page that anyone may have open. */
export const EXIT = 'https://www.weather.gov/';

export function htmlOf(page: ReactElement): string {
  return `<!doctype html>\n${renderToStaticMarkup(page)}\n`;
}

/** Returns the URL of the same page in another language; `more` is appended to the query. */
export const inOtherLanguage =
  (path: string, more = '') =>
  (language: Language): string =>
    `${path}?lang=${language}${more}`;

/** The language is changed by a button that sends the page's form (`FormFrame`), which keeps what was typed. */
export const byButton = 'byButton';
/** The id of the page's form. */
export const FORM_ID = 'page-form';

/** Renders a multi-line message as list items; the number of lines may differ between languages. */
export function Lines({ said }: { said: string }): ReactElement {
  return (
    <>
      {said.split('\n').map((line) => (
        <li key={line}>{line}</li>
      ))}
    </>
  );
}

/** Turns the phone number in a line into a link, because most people read this on a phone. */
export function WithPhone({ line, phone }: { line: string; phone: string }): ReactElement {
  const at = line.indexOf(phone);
  if (phone === '' || at < 0) return <>{line}</>;
  return (
    <>
      {line.slice(0, at)}
      <a className="phone" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
        {phone}
      </a>
      {line.slice(at + phone.length)}
    </>
  );
}

/** Matches numbers with hyphens that people copy or dial: tracking, case, and phone numbers. They must not wrap. */
const NUMBERS = /((?<![\w@./-])(?:[A-Z]{1,6}-?)?\d+(?:-[A-Z\d]+)+(?![\w@-]))/;

/** A line whose numbers don't wrap. */
export function WholeNumbers({ line }: { line: string }): ReactElement {
  return (
    <>
      {line.split(NUMBERS).map((piece, index) =>
        index % 2 === 0 ? (
          piece
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- the pieces of a line stay where they are
          <span key={index} className="whole">
            {piece}
          </span>
        ),
      )}
    </>
  );
}

/** The use notice, shown before the form on every page where one starts (CJIS Security Policy AC-8, public systems). */
export function UseNotice({ text, policy }: { text: PortalText; policy: Policy }): ReactElement {
  return (
    <section aria-labelledby="use-notice">
      <h2 id="use-notice">{text.t('portal-site.useNotice')}</h2>
      <p className="notice">{inLanguage(policy.publicUseNotice, policy, text.lang)}</p>
    </section>
  );
}

export function Emergency({ text }: { text: PortalText }): ReactElement {
  return (
    <section className="emergency" aria-labelledby="emergency">
      <h2 id="emergency">{text.t('portal-site.emergency.title')}</h2>
      <p>{text.t('portal-site.emergency.text')}</p>
    </section>
  );
}

/**
 * What a person who may be in danger must read before anything else.
 * @param sent whether an officer will see what was written.
 */
export function Danger({ text, sent, policy }: { text: PortalText; sent: boolean; policy: Policy }): ReactElement {
  const phone = policy.agency.dispatchPhone;
  return (
    <section className="danger" role="alert" aria-labelledby="danger">
      <h2 id="danger">{text.t('portal-site.danger.title')}</h2>
      <p>
        <WithPhone line={text.t(sent ? 'portal-site.danger.text' : 'portal-site.danger.notSent')} phone="911" />
      </p>
      <SafetyHelp text={text} policy={policy} />
      <p>
        <WithPhone line={text.t('portal-site.danger.self')} phone="988" />
      </p>
      {phone === '' ? null : (
        <p>
          <WithPhone line={text.t('portal-site.danger.call', { phone })} phone={phone} />
        </p>
      )}
    </section>
  );
}
