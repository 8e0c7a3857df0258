import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sourceOf } from '#server/source-of.ts';
import type { Report } from '#shared/domain/report.ts';
import { dayOf } from '#shared/domain/working-days.ts';
import { AppError } from '#shared/errors.ts';
import { dangerIn } from '#shared/screening/danger.ts';
import type { Key, LinkEnd, OpenFollowUp } from '../deps.ts';
import { type Draft, draftOf, type FieldError } from '../form/draft.ts';
import { byProgram } from '../form/form-frame.tsx';
import { answerFormToken, readFormToken, sealDone } from '../form/form-token.ts';
import { fileErrors, filesOf, namesOf } from '../form/uploads.ts';
import { MessagePage } from '../site/message-page.tsx';
import { inOtherLanguage } from '../site/page.tsx';
import { withPictures } from '../site/pictures.ts';
import { type PortalText, textIn } from '../site/text.ts';
import { typedIn } from '../site/typed.tsx';
import type { ViewKit } from '../site/view-kit.tsx';
import { dayWords } from './day-words.tsx';
import { hideInReport, hiderOf } from './hide-person.ts';
import { ReplyPage, readAnswer } from './reply-page.tsx';

type Shown = { status: number; text: PortalText; draft: Draft; fieldErrors: readonly FieldError[] };

type Found = { followUp: OpenFollowUp; by: Key | { reportId: string } };

/** One of the two ways to answer: through the private link in a letter, or from the report's own page. */
type Way = {
  path: string;
  /**
   * Returns the open follow-up for the key in the URL, and the key or report ID that identifies the answer; null when
   * the URL is not valid.
   */
  open: (request: FastifyRequest, key: string) => Promise<Found | null>;
  /** Returns the URL of this page. */
  action: (key: string) => string;
  /** Responds to a key that leads to no open follow-up. */
  gone: (request: FastifyRequest, reply: FastifyReply, key: string) => Promise<FastifyReply>;
  /** Responds to an answer whose key leads to no open follow-up, and gives the text back. */
  lost: (
    request: FastifyRequest,
    reply: FastifyReply,
    key: string,
    text: PortalText,
    draft: Draft,
  ) => Promise<FastifyReply>;
  /** Returns the URL to which the person is redirected after answering. */
  after: (request: FastifyRequest, key: string, found: Found & { danger: boolean }, text: PortalText) => string;
};

/** The private pages for answering a follow-up. Viewing them changes nothing, because mail scanners open them too. */
export function replyRoutes(app: FastifyInstance, kit: ViewKit): void {
  const { deps } = kit;

  /** Says that a link has ended, and what to do now; `typed` is the answer that can't be sent. */
  const showEnd = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { how, at, language }: LinkEnd,
    more: { text?: PortalText; typed?: string } = {},
  ) => {
    const { typed = '' } = more;
    const text = more.text ?? kit.textFor(request, (request.query as { lang?: unknown }).lang ?? language);
    const policy = await deps.policy();
    const phone = policy.agency.reviewPhone;
    const day = dayWords(dayOf(at, policy.agency.timeZone), text);
    const page = (
      <MessagePage
        frame={kit.frame(text, policy)}
        title={text.t('portal-status.reply.endedTitle')}
        lines={[
          text.t(`portal-status.reply.ended.${how}`, { day }),
          text.t('portal-status.reply.endedText'),
          text.t('portal-status.reply.endedHelp', { phone }),
        ]}
        phone={phone}
        typed={typed}
        switchHref={inOtherLanguage('')}
        toStatus={true}
        toLink={deps.drafts.sendsMail}
      />
    );
    return kit.send(reply, 410, page);
  };

  answerRoutes(app, kit, {
    path: '/reply/:key',
    open: async (request, key) => {
      const by = kit.keyAt(request, key);
      const followUp = await deps.openFollowUp(by);
      if (followUp === null) return null;
      const { report } = followUp;
      return { followUp: 'code' in by && report !== null ? withoutPerson(followUp, report) : followUp, by };
    },
    action: (token) => `/reply/${encodeURIComponent(token)}`,
    async gone(request, reply, token) {
      const end = await deps.endOfReplyLink(kit.keyAt(request, token));
      return end === null ? kit.gone(request, reply, undefined, 'reply') : showEnd(request, reply, end);
    },
    async lost(request, reply, key, text, draft) {
      const end = await deps.endOfReplyLink(kit.keyAt(request, key));
      if (end === null) return kit.lost(request, reply, text, { draft, report: null });
      return showEnd(request, reply, end, { text, typed: typedIn(draft) });
    },
    after: (request, _, { followUp: { trackingNumber }, danger }, text) =>
      kit.sentHref(request, text, { kind: 'answered', trackingNumber, repeated: false, danger }),
  });
  answerRoutes(app, kit, {
    path: '/status/:key/answer',
    open: async (request, key) => {
      const report = await kit.reportAt(request, key);
      const followUp = report === null ? null : await deps.status.asked(report.id);
      if (report === null || followUp === null) return null;
      const shown = kit.isVisit(request, key) ? withoutPerson(followUp, report) : followUp;
      return { followUp: shown, by: { reportId: report.id } };
    },
    action: (code) => `/status/${encodeURIComponent(code)}/answer`,
    gone: (request, reply) => kit.gone(request, reply),
    async lost(request, reply, key, text, draft) {
      const report = await kit.reportAt(request, key);
      const href = report === null ? null : `/status/${encodeURIComponent(key)}`;
      return kit.lost(request, reply, text, { draft, report: href });
    },
    after: (_request, code, { by, danger }, text) => {
      const did = 'reportId' in by ? sealDone(deps.secret, by.reportId, { act: 'answer', danger }, deps.now()) : '';
      return `/status/${encodeURIComponent(code)}?lang=${text.lang}&did=${did}`;
    },
  });
}

/** What someone sees who has only the number and a code: the paper with the code may be in other hands. */
function withoutPerson(followUp: OpenFollowUp, report: Report): OpenFollowUp {
  const hide = hiderOf(report, textIn(followUp.language).t('portal-status.hidden'));
  const { note, question } = followUp;
  return {
    ...followUp,
    note: hide(note),
    question: question && hide(question),
    report: followUp.report && hideInReport(followUp.report, hide),
  };
}

type KeyRoute = { Params: { key: string } };

function answerRoutes(app: FastifyInstance, kit: ViewKit, way: Way): void {
  const { deps } = kit;

  const show = async (
    request: FastifyRequest<KeyRoute>,
    reply: FastifyReply,
    followUp: OpenFollowUp,
    { status, text, draft, fieldErrors }: Shown,
  ) => {
    const policy = await deps.policy();
    const pass =
      readFormToken(deps.secret, draft.form ?? '') ??
      // Someone with the code alone must not see or remove what the reporter has uploaded through the link in the e-mail.
      answerFormToken(
        deps.secret,
        kit.isVisit(request, request.params.key) ? request.params.key : followUp.trackingNumber,
        followUp.until,
        deps.now(),
      );
    // Show the files that were already sent, even if the page is opened again or on another device.
    const files =
      request.method === 'GET'
        ? { kept: withPictures(kit, request, reply, await deps.uploads.list(pass.id)), refused: [] }
        : filesOf(request);
    const page = (
      <ReplyPage
        frame={kit.frame(text, policy)}
        view={{ text, draft, fieldErrors: [...fileErrors(files, text), ...fieldErrors] }}
        action={way.action(request.params.key)}
        followUp={followUp}
        withPerson={!kit.isVisit(request, request.params.key)}
        policy={policy}
        secrets={kit.secrets(request, reply, pass)}
        files={files}
      />
    );
    return kit.send(reply, status, page);
  };

  app.get<KeyRoute>(way.path, kit.looks, async (request, reply) => {
    const found = await way.open(request, request.params.key);
    if (found === null) return way.gone(request, reply, request.params.key);
    const asked = (request.query as { lang?: unknown }).lang ?? found.followUp.language;
    const text = kit.textFor(request, asked);
    return show(request, reply, found.followUp, { status: 200, text, draft: {}, fieldErrors: [] });
  });

  app.post<KeyRoute>(way.path, kit.writes, async (request, reply) => {
    const draft = draftOf(request.body);
    const checked = kit.csrf.check(request, draft.csrf ?? '');
    if (checked === 'foreign') return kit.message(request, reply, 403, 'forbidden');
    const text = kit.textFor(request, draft.switchTo ?? draft.lang);
    const { key } = request.params;
    const found = await way.open(request, key);
    if (found === null) return way.lost(request, reply, key, text, draft);
    const { followUp, by } = found;
    const again = (status: number, fieldErrors: readonly FieldError[]) =>
      show(request, reply, followUp, { status, text, draft, fieldErrors });
    if (draft.switchTo !== undefined || draft.edit !== undefined) return again(200, []);
    if (checked === 'missing') return again(403, [{ field: 'submit', message: text.t('portal-errors.session') }]);
    if (byProgram(draft)) return again(400, [{ field: 'submit', message: text.t('portal-errors.sendAgain') }]);
    const read = readAnswer(draft, followUp, { policy: await deps.policy(), text, files: filesOf(request) });
    if (!read.ok) return again(400, read.fieldErrors);
    const uploadId = readFormToken(deps.secret, draft.form ?? '')?.id ?? null;
    try {
      if (!(await deps.answer(by, { text: read.text, uploadId }, sourceOf(request))))
        return way.lost(request, reply, key, text, draft);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'against_rule') throw error;
      return again(400, [
        { field: 'files', message: text.t('portal-status.files.reportFull', { names: namesOf(filesOf(request)) }) },
      ]);
    }
    const danger = dangerIn(read.text).length > 0;
    return reply.redirect(way.after(request, key, { ...found, danger }, text), 303);
  });
}
