import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sourceOf } from '#server/source-of.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import { reportKind } from '#shared/domain/report.ts';
import { mailAddress } from '#shared/letters/mail-address.ts';
import { dangerIn } from '#shared/screening/danger.ts';
import type { Earlier, FiledBefore } from '../deps.ts';
import { draftOf } from '../form/draft.ts';
import { draftOfFacts } from '../form/draft-of-facts.ts';
import { newFormToken, readEarlier, readFormToken, sealEarlier, wayTo } from '../form/form-token.ts';
import { noticeError, readReport } from '../form/read-report.ts';
import { isDanger } from '../form/report-routes.tsx';
import { showSummary, showUnfinished } from '../form/report-views.tsx';
import { readScreeningToken } from '../screening/screening.ts';
import { askFirst, QUESTIONS_BYTES, takeAnswers } from '../screening/screening-routes.tsx';
import { withPictures } from '../site/pictures.ts';
import type { PortalText } from '../site/text.ts';
import type { ViewKit } from '../site/view-kit.tsx';
import { AgainPage, ConfirmPage, EarlierPage } from './draft-pages.tsx';

type TokenRoute = { Params: { token: string } };
type AgainRoute = { Params: { token: string; kind: string }; Querystring: { screened?: unknown } };

/** The pages behind private links to unsent reports, and to rejected ones to file again. Viewing changes nothing. */
export function draftRoutes(app: FastifyInstance, kit: ViewKit): void {
  const { deps } = kit;

  const gone = (request: FastifyRequest, reply: FastifyReply, text?: PortalText) =>
    kit.gone(request, reply, text, 'draft');
  const asked = (request: FastifyRequest, own: string) =>
    kit.textFor(request, (request.query as { lang?: unknown }).lang ?? own);

  app.get<TokenRoute>('/resume/:token', kit.looks, async (request, reply) => {
    const found = await deps.drafts.open(request.params.token, 'draft');
    if (found === null) return gone(request, reply);
    const text = asked(request, found.lang);
    const { kind, answers: draft, id, insteadOf } = found;
    const pass = { ...newFormToken(deps.now()), id, insteadOf };
    const policy = await deps.policy();
    const said = text.t('portal-drafts.resumed');
    const files = { kept: withPictures(kit, request, reply, await deps.uploads.list(id)), refused: [] };
    const read = readReport(draft, { kind, policy, city: deps.city, text, now: deps.now() });
    const shown = { status: 200, text, kind, policy, draft, pass, said, files };
    return showUnfinished(kit, request, reply, { ...shown, read, tells: false });
  });

  const showConfirm = async (
    request: FastifyRequest<TokenRoute>,
    reply: FastifyReply,
    { text, formId: id }: { text: PortalText; formId: string },
  ) => {
    const view = { text, draft: {}, fieldErrors: [] };
    const action = `/confirm/${encodeURIComponent(request.params.token)}`;
    // A second press, when the link no longer works, is recognized by the form's ID.
    const secrets = kit.secrets(request, reply, { ...newFormToken(deps.now()), id });
    const frame = kit.frame(text, await deps.policy());
    return kit.send(reply, 200, <ConfirmPage frame={frame} view={view} action={action} secrets={secrets} />);
  };

  /** Call this only after the address has been confirmed. */
  const showEarlier = async (
    request: FastifyRequest<TokenRoute>,
    reply: FastifyReply,
    text: PortalText,
    { earlier, formId }: { earlier: Earlier; formId: string },
  ) => {
    const policy = await deps.policy();
    const page = (
      <EarlierPage
        frame={kit.frame(text, policy)}
        view={{ text, draft: {}, fieldErrors: [] }}
        action={`/confirm/${encodeURIComponent(request.params.token)}`}
        secrets={kit.secrets(request, reply, { ...newFormToken(deps.now()), id: formId })}
        earlier={earlier}
        sealed={sealEarlier(deps.secret, formId, earlier.trackingNumber)}
        minutes={Math.max(1, Math.round((deps.now().getTime() - earlier.receivedAt.getTime()) / 60_000))}
      />
    );
    return kit.send(reply, 200, page);
  };

  app.get<TokenRoute>('/confirm/:token', kit.looks, async (request, reply) => {
    const found = await deps.drafts.open(request.params.token, 'unconfirmed');
    if (found === null) return gone(request, reply);
    return showConfirm(request, reply, { text: asked(request, found.lang), formId: found.id });
  });

  const counted = { config: { rateLimit: { max: deps.formsPerHour, timeWindow: '1 hour' } } };
  app.post<TokenRoute>('/confirm/:token', counted, async (request, reply) => {
    const posted = draftOf(request.body);
    const checked = kit.csrf.check(request, posted.csrf ?? '');
    if (checked === 'foreign') return kit.message(request, reply, 403, 'forbidden');
    const text = kit.textFor(request, posted.switchTo ?? posted.lang);
    const found = await deps.drafts.open(request.params.token, 'unconfirmed');
    const formId = found?.id ?? readFormToken(deps.secret, posted.form ?? '')?.id;
    const before =
      checked === 'ok' && formId !== undefined ? await deps.filedBefore(formId, kit.senderOf(request).browser) : null;
    if (before !== null) return reply.redirect(kit.sentHref(request, text, receiptAgain(before)), 303);
    if (found === null) return gone(request, reply, text);
    if (posted.switchTo !== undefined || checked === 'missing') {
      return showConfirm(request, reply, { text, formId: found.id });
    }

    const { kind, answers: draft, id, insteadOf, keptAt } = found;
    const [policy, now] = [await deps.policy(), deps.now()];
    // Use the language in which the person accepted the notice.
    const own = kit.textFor(request, found.lang);
    const read = readReport(draft, { kind, policy, city: deps.city, text: own, now });
    const files = { kept: withPictures(kit, request, reply, await deps.uploads.list(id)), refused: [] };
    const pass = { ...newFormToken(now), id, insteadOf };
    const shown = { status: 400, text: own, kind, policy, draft, pass, files };
    // The agency may have changed its form or notice since the draft was saved. In that case, nothing is lost: the form
    // or its summary is shown again.
    if (!read.ok) return showUnfinished(kit, request, reply, { ...shown, read, tells: true });
    const notice = noticeError(draft, policy, own);
    if (notice !== null) return showSummary(kit, request, reply, { ...shown, fieldErrors: [notice], body: read.body });
    const trackingNumber = posted.earlier === 'add' ? readEarlier(deps.secret, id, posted.earlierReport ?? '') : null;
    if (trackingNumber !== null) {
      if (await deps.addToResubmitted(read.body, { id, source: sourceOf(request) }, trackingNumber)) {
        return reply.redirect(
          kit.sentHref(request, text, { kind: 'added', trackingNumber, repeated: false, danger: isDanger(read.body) }),
          303,
        );
      }
    }
    if (posted.earlier !== 'anyway') {
      const earlier = await deps.findResubmission(read.body, sourceOf(request));
      if (earlier !== null) return showEarlier(request, reply, text, { earlier, formId: id });
    }
    const filed = await deps.fileReport(read.body, id, kit.senderOf(request), { acceptedAt: keptAt, insteadOf });
    return reply.redirect(
      kit.sentHref(request, text, {
        kind: 'filed',
        ...filed,
        danger: isDanger(read.body),
        way: wayTo(read.body.facts.who),
        email: mailAddress(read.body.facts.who),
      }),
      303,
    );
  });

  app.get<TokenRoute>('/again/:token', kit.looks, async (request, reply) => {
    const found = await deps.fileAgain(request.params.token);
    if (found === null) return gone(request, reply);
    const frame = kit.frame(asked(request, found.language), await deps.policy());
    const path = `/again/${encodeURIComponent(request.params.token)}`;
    return kit.send(reply, 200, <AgainPage frame={frame} path={path} trackingNumber={found.trackingNumber} />);
  });

  app.get<AgainRoute>('/again/:token/:kind', kit.looks, async (request, reply) => {
    const kind = reportKind.safeParse(request.params.kind);
    const found = await deps.fileAgain(request.params.token);
    if (found === null || !kind.success) return gone(request, reply);
    const text = asked(request, found.language);
    // Each kind has its own screening questions. Ask those of the chosen kind first, unless the person has just
    // answered them.
    const kept = readScreeningToken(deps.secret, request.query.screened, kind.data);
    if (kept === null) {
      return askFirst(kit, reply, { kind: kind.data, text, path: pathOf(request) });
    }
    const policy = await deps.policy();
    const { trackingNumber: insteadOf } = found;
    const draft = { ...draftOfFacts(found.facts, policy, deps.city), ...kept, 'who.language': found.language };
    const pass = { ...newFormToken(deps.now()), insteadOf };
    const read = readReport(draft, { kind: kind.data, policy, city: deps.city, text, now: deps.now() });
    return showUnfinished(kit, request, reply, {
      status: 200,
      text,
      kind: kind.data,
      policy,
      draft,
      pass,
      read,
      tells: false,
      said: text.t('portal-drafts.againFilled', { trackingNumber: insteadOf }),
    });
  });

  const questions = { ...kit.looks, bodyLimit: QUESTIONS_BYTES };
  app.post<AgainRoute>('/again/:token/:kind', questions, async (request, reply) => {
    const kind = reportKind.safeParse(request.params.kind);
    const found = await deps.fileAgain(request.params.token);
    const draft = draftOf(request.body);
    const text = kit.textFor(request, draft.lang);
    if (found === null || !kind.success) return gone(request, reply, text);
    const path = pathOf(request);
    return takeAnswers(kit, reply, draft, { kind: kind.data, text, path, onward: path });
  });
}

/** The receipt of a form that was sent before. */
function receiptAgain({ report, isNew, accessCode }: FiledBefore): Parameters<ViewKit['sentHref']>[2] {
  const { trackingNumber, facts, history } = report;
  const isOwnDanger = history.some(({ by, note }) => by === null && dangerIn(note ?? '').length > 0);
  return {
    kind: isNew ? 'filed' : 'added',
    trackingNumber,
    accessCode,
    repeated: true,
    danger: isDanger({ facts }) || isOwnDanger,
    way: wayTo(knownFacts(report).who),
  };
}

/** Path of the questions and form for one kind of report, behind a private link. */
function pathOf({ params: { token, kind } }: FastifyRequest<AgainRoute>): string {
  return `/again/${encodeURIComponent(token)}/${encodeURIComponent(kind)}`;
}
