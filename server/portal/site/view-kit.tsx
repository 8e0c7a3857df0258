import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactElement } from 'react';
import { sourceOf } from '#server/source-of.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { Key, PortalDeps } from '../deps.ts';
import type { Draft } from '../form/draft.ts';
import type { FormSecrets } from '../form/form-frame.tsx';
import {
  type FormToken,
  hideReceipt,
  hideVisit,
  type Receipt,
  readReceipt,
  readVisit,
  sealFormToken,
} from '../form/form-token.ts';
import { type Assets, buildAssets } from './assets.ts';
import { type Csrf, createCsrf } from './csrf.ts';
import { chooseLanguage } from './language.ts';
import { LostPage } from './lost-page.tsx';
import { MessagePage } from './message-page.tsx';
import { type Frame, htmlOf, inOtherLanguage } from './page.tsx';
import type { PortalText } from './text.ts';
import { textIn } from './text.ts';
import { typedIn } from './typed.tsx';

/** Everything that the portal's routes need to respond. */
export type ViewKit = {
  deps: PortalDeps;
  assets: Assets;
  csrf: Csrf;
  textFor: (request: FastifyRequest, asked?: unknown) => PortalText;
  frame: (text: PortalText, policy: Policy | null) => Frame;
  secrets: (request: FastifyRequest, reply: FastifyReply, pass: FormToken) => FormSecrets;
  send: (reply: FastifyReply, status: number, page: ReactElement) => FastifyReply;
  /**
   * Returns the URL of the page shown after sending, for a request with a valid form. The URL contains the encrypted
   * receipt, which can be shown only in this browser.
   */
  sentHref: (request: FastifyRequest, text: PortalText, receipt: Parameters<typeof hideReceipt>[2]) => string;
  /** Who sends a request with a valid form. */
  senderOf: (request: FastifyRequest) => { source: string; browser: string };
  receiptOf: (request: FastifyRequest, sealed: string) => Receipt | null;
  /**
   * Returns the URL of a report's page for someone who knows its access code. The code itself never appears in a URL.
   */
  visitPath: (request: FastifyRequest, code: string, page?: 'status' | 'reply') => string;
  /** Whether the key in `/status/:key` came from `visitPath` for this browser rather than from a link in an e-mail. */
  isVisit: (request: FastifyRequest, key: string) => boolean;
  /** Returns the access code behind a URL from `visitPath`; anything else is the key of a link in an e-mail. */
  keyAt: (request: FastifyRequest, key: string) => Key;
  /** Returns the report of `/status/:key`, whether the key came from a link in an e-mail or from a visit. */
  reportAt: (request: FastifyRequest, key: string) => Promise<Report | null>;
  /**
   * Responds with the same page for every private URL that isn't valid, so that the response doesn't reveal which URLs
   * once existed.
   */
  gone: (
    request: FastifyRequest,
    reply: FastifyReply,
    text?: PortalText,
    about?: 'report' | 'reply' | 'draft',
  ) => Promise<FastifyReply>;
  /**
   * Responds with a page that returns what the person wrote, because the report no longer accepts it or this browser
   * can no longer open the report. `report` is the URL of the report's page; null if this browser can't open it.
   */
  lost: (
    request: FastifyRequest,
    reply: FastifyReply,
    text: PortalText,
    what: { draft: Draft; report: string | null },
  ) => Promise<FastifyReply>;
  /**
   * Hourly limits per IP address: `looks` for viewing private pages, `writes` for submitting their forms, `steps` for
   * each step of filing a report.
   */
  looks: Counted;
  steps: Counted;
  writes: Counted;
  message: (request: FastifyRequest, reply: FastifyReply, status: number, which: Message) => Promise<FastifyReply>;
};

type Counted = { config: { rateLimit: { max: number; timeWindow: string } } };
/** People view pages more often than they submit forms. */
const LOOKS_PER_FORM = 10;
/** Filing one report takes several POSTs: questions, form, summary, changes. */
const STEPS_PER_FORM = 5;

export type Message = 'notFound' | 'forbidden' | 'tooLarge' | 'tooMany' | 'failed' | 'closed' | 'badRequest';

export function createViewKit(deps: PortalDeps): ViewKit {
  const assets = buildAssets(deps.city, deps.streetLines);
  // The number to call is on the page even while the database is away.
  let known: Policy | null = null;
  const csrf = createCsrf(deps.secret, deps.isSecure);
  const browserOf = (request: FastifyRequest) => {
    const browser = csrf.browser(request);
    if (browser === null) throw new Error('only a form that carries our cookie can lead to a private page');
    return browser;
  };
  const codeOf = (request: FastifyRequest, key: string) =>
    readVisit(deps.secret, csrf.browser(request), key, deps.now());
  const kit: ViewKit = {
    deps,
    assets,
    csrf,
    textFor(request, asked) {
      return textIn(chooseLanguage(asked ?? askedIn(request), request.headers['accept-language']));
    },
    frame(text, policy) {
      const agency = policy?.agency ?? null;
      return { text, assets, agency, closed: deps.takesReports() ? null : (agency?.dispatchPhone ?? '') };
    },
    secrets: (request, reply, pass) => ({ csrf: csrf.token(request, reply), pass: sealFormToken(deps.secret, pass) }),
    send(reply, status, page) {
      const html = htmlOf(page);
      // Use "no-cache" for forms and responses to them: with "no-store", going back would lose what was typed or the
      // response.
      if (reply.request.method === 'POST' || html.includes('<form '))
        reply.header('cache-control', 'private, no-cache');
      return reply.code(status).type('text/html; charset=utf-8').send(html);
    },
    sentHref: (request, text, receipt) =>
      `/sent?lang=${text.lang}&receipt=${hideReceipt(deps.secret, browserOf(request), receipt, deps.now())}`,
    senderOf: (request) => ({ source: sourceOf(request), browser: browserOf(request) }),
    receiptOf: (request, sealed) => readReceipt(deps.secret, csrf.browser(request), sealed, deps.now()),
    visitPath: (request, code, page = 'status') =>
      `/${page}/${hideVisit(deps.secret, browserOf(request), deps.status.plainCode(code), deps.now())}`,
    isVisit: (request, key) => codeOf(request, key) !== null,
    keyAt(request, key) {
      const code = codeOf(request, key);
      return code === null ? { link: key } : { code };
    },
    reportAt: (request, key) => deps.status.find(kit.keyAt(request, key)),
    looks: { config: { rateLimit: { max: deps.formsPerHour * LOOKS_PER_FORM, timeWindow: '1 hour' } } },
    steps: { config: { rateLimit: { max: deps.formsPerHour * STEPS_PER_FORM, timeWindow: '1 hour' } } },
    writes: { config: { rateLimit: { max: deps.formsPerHour, timeWindow: '1 hour' } } },
    async gone(request, reply, text = kit.textFor(request), about = 'report') {
      const policy = await deps.policy();
      const phone = policy.agency.reviewPhone;
      const [title, ...lines] = {
        draft: [text.t('portal-drafts.goneTitle'), text.t('portal-drafts.gone')],
        report: [
          text.t('portal-status.reply.goneTitle'),
          text.t('portal-status.goneText'),
          text.t('portal-status.goneHelp', { phone }),
        ],
        reply: [
          text.t('portal-status.reply.goneTitle'),
          text.t('portal-status.reply.goneText'),
          text.t('portal-status.reply.goneHelp', { phone }),
        ],
      }[about] as [string, ...string[]];
      // The language link omits the private URL, so that this page is identical for all invalid links.
      const switchHref = inOtherLanguage('');
      const page = (
        <MessagePage {...{ title, lines, phone, switchHref }} frame={kit.frame(text, policy)} toStatus={true} />
      );
      return kit.send(reply, 404, page);
    },
    async lost(_request, reply, text, { draft, report }) {
      const policy = await deps.policy();
      const phone = policy.agency.reviewPhone;
      const page = (
        <LostPage
          frame={kit.frame(text, policy)}
          typed={typedIn(draft)}
          href={report === null ? null : `${report}?lang=${text.lang}`}
          phone={phone}
        />
      );
      return kit.send(reply, report === null ? 404 : 409, page);
    },
    async message(request, reply, status, which) {
      const text = kit.textFor(request);
      // The page must render even when the database, and with it the policy, is unavailable.
      known = await deps.policy().catch(() => known);
      const policy = known;
      const phone = policy?.agency.dispatchPhone ?? '';
      const lines = [text.t(`portal-site.problems.${which}Text`)];
      if (phone !== '' && ['failed', 'closed', 'tooMany'].includes(which))
        lines.push(text.t('portal-site.problems.call', { phone }));
      const page = (
        <MessagePage
          frame={kit.frame(text, policy)}
          title={text.t(`portal-site.problems.${which}`)}
          lines={lines}
          phone={phone}
        />
      );
      return kit.send(reply, status, page);
    },
  };
  return kit;
}

/** Returns the language named in the URL or in the submitted form. */
function askedIn(request: FastifyRequest): unknown {
  const { query, body } = request;
  const named = (from: unknown) =>
    typeof from === 'object' && from !== null && 'lang' in from ? from.lang : undefined;
  return named(query) ?? named(body);
}
