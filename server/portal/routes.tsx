import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '#shared/errors.ts';
import { ERROR_STATUS, toAppError } from '../routes/errors.ts';
import { demoMailRoutes } from './demo-mail/demo-mail-routes.tsx';
import type { PortalDeps } from './deps.ts';
import { draftRoutes } from './drafts/draft-routes.tsx';
import { reportRoutes } from './form/report-routes.tsx';
import { SentPage } from './form/sent-page.tsx';
import { isCutOff, registerUploads } from './form/uploads.ts';
import { screeningRoutes } from './screening/screening-routes.tsx';
import { HomePage } from './site/home-page.tsx';
import { leaveRoutes } from './site/leave-routes.tsx';
import { MessagePage } from './site/message-page.tsx';
import { inOtherLanguage } from './site/page.tsx';
import { pictureRoutes } from './site/pictures.ts';
import { createViewKit, type Message, type ViewKit } from './site/view-kit.tsx';
import { linkRoutes } from './status/link-routes.tsx';
import { replyRoutes } from './status/reply-routes.tsx';
import { statusRoutes } from './status/status-routes.tsx';

/** Maximum size of a form in bytes: larger than any form except a report's. */
const FORM_BYTES = 256 * 1024;

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
  vary: 'accept-language',
};

export type Portal = {
  /** Responds to an unknown URL with a page in the portal's style; used by the application's own not-found handler. */
  notFound: (request: FastifyRequest, reply: FastifyReply, code: ErrorCode) => Promise<FastifyReply>;
};

/** Registers the portal's pages: home page, screening questions, report forms, replies, and reports' own pages. */
export function registerPortal(app: FastifyInstance, deps: PortalDeps): Portal {
  const kit = createViewKit(deps);
  app.register(async (portal) => {
    // Accepts only forms; the API validates its own bodies with its schemas.
    portal.removeAllContentTypeParsers();
    await portal.register(formbody, { bodyLimit: FORM_BYTES });
    await registerUploads(portal, kit);
    portal.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS));
    portal.setErrorHandler((error, request, reply) => answerError(error, request, reply, kit));
    leaveRoutes(portal, kit);
    pageRoutes(portal, kit);
    screeningRoutes(portal, kit);
    reportRoutes(portal, kit);
    draftRoutes(portal, kit);
    replyRoutes(portal, kit);
    linkRoutes(portal, kit);
    statusRoutes(portal, kit);
    pictureRoutes(portal, kit);
    if (deps.demoMail !== null) demoMailRoutes(portal, kit, deps.demoMail);
  });
  return {
    notFound: (request, reply, code) =>
      kit.message(request, reply.headers(HEADERS), ERROR_STATUS[code] ?? 404, 'notFound'),
  };
}

function pageRoutes(app: FastifyInstance, kit: ViewKit): void {
  const { deps } = kit;
  for (const path of ['/', '/report']) {
    app.get(path, async (request, reply) => {
      const policy = await deps.policy();
      const frame = kit.frame(kit.textFor(request), policy);
      return kit.send(reply, 200, <HomePage frame={frame} path={path} policy={policy} />);
    });
  }

  app.get<{ Querystring: { receipt?: unknown } }>('/sent', async (request, reply) => {
    const text = kit.textFor(request);
    const policy = await deps.policy();
    const frame = kit.frame(text, policy);
    const sealed = typeof request.query.receipt === 'string' ? request.query.receipt : '';
    const receipt = kit.receiptOf(request, sealed);
    if (receipt === null) {
      const page = (
        <MessagePage
          frame={frame}
          title={text.t('portal-form.sent.expired')}
          lines={[text.t('portal-form.sent.expiredText')]}
          phone=""
          toStatus={true}
        />
      );
      return kit.send(reply, 404, page);
    }
    const switchHref = inOtherLanguage('/sent', `&receipt=${sealed}`);
    const statusHref =
      receipt.accessCode === null ? null : `${kit.visitPath(request, receipt.accessCode)}?lang=${text.lang}`;
    const page = { frame, receipt, policy, switchHref, statusHref };
    return kit.send(reply, 200, <SentPage {...page} />);
  });

  for (const asset of Object.values(kit.assets)) {
    if (asset === null) continue;
    const content = Buffer.from(asset.content);
    app.get(asset.path, async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(asset.type).send(content),
    );
  }
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, kit: ViewKit) {
  const status = isCutOff(error) ? 400 : (ERROR_STATUS[toAppError(error, request.log).code] ?? 500);
  return kit.message(request, reply, status, messageFor(status));
}

function messageFor(status: number): Message {
  if (status === 404) return 'notFound';
  if (status === 413) return 'tooLarge';
  if (status === 429) return 'tooMany';
  if (status === 503) return 'closed';
  return status < 500 ? 'badRequest' : 'failed';
}
