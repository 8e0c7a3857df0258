import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OpenFollowUp } from './deps.ts';
import { type Complaint, type Draft, draftOf } from './draft.ts';
import { newPass, sealReceipt } from './form-pass.ts';
import { MessagePage } from './message-page.tsx';
import { ReplyPage, readAnswer } from './reply-page.tsx';
import type { ViewKit } from './view-kit.tsx';
import type { PortalText } from './wording.ts';

type TokenRoute = { Params: { token: string } };
type Shown = { status: number; text: PortalText; draft: Draft; complaints: readonly Complaint[] };

/** The private page on which a person answers a follow-up. Looking at it changes nothing: mail scanners look, too. */
export function replyRoutes(app: FastifyInstance, kit: ViewKit): void {
  const { deps } = kit;

  /** One page for every link that is not live, so that it does not tell which of them once was. */
  const gone = async (reply: FastifyReply, text: PortalText) => {
    const policy = await deps.policy();
    const { goneTitle, goneText, goneHelp } = text.reply;
    const lines = [goneText, goneHelp(policy.agency.reviewPhone)];
    return kit.send(
      reply,
      404,
      <MessagePage frame={kit.frame(text, policy)} title={goneTitle} lines={lines} phone={policy.agency.reviewPhone} />,
    );
  };

  const show = async (
    request: FastifyRequest<TokenRoute>,
    reply: FastifyReply,
    followUp: OpenFollowUp,
    { status, text, draft, complaints }: Shown,
  ) => {
    const policy = await deps.policy();
    const page = (
      <ReplyPage
        frame={kit.frame(text, policy)}
        view={{ text, draft, complaints }}
        action={`/reply/${encodeURIComponent(request.params.token)}`}
        followUp={followUp}
        policy={policy}
        secrets={kit.secrets(request, reply, newPass(deps.now()))}
      />
    );
    return kit.send(reply, status, page);
  };

  app.get<TokenRoute>('/reply/:token', async (request, reply) => {
    const followUp = await deps.openFollowUp(request.params.token);
    if (followUp === null) return gone(reply, kit.textFor(request));
    const asked = (request.query as { lang?: unknown }).lang ?? followUp.language;
    return show(request, reply, followUp, {
      status: 200,
      text: kit.textFor(request, asked),
      draft: {},
      complaints: [],
    });
  });

  const counted = { config: { rateLimit: { max: deps.formsPerHour, timeWindow: '1 hour' } } };
  app.post<TokenRoute>('/reply/:token', counted, async (request, reply) => {
    const draft = draftOf(request.body);
    const checked = kit.csrf.check(request, draft.csrf ?? '');
    if (checked === 'foreign') return kit.message(request, reply, 403, 'forbidden');
    const text = kit.textFor(request, draft.switchTo ?? draft.lang);
    const { token } = request.params;
    const followUp = await deps.openFollowUp(token);
    if (followUp === null) return gone(reply, text);
    if (draft.switchTo !== undefined)
      return show(request, reply, followUp, { status: 200, text, draft, complaints: [] });
    if (checked === 'missing') {
      const complaints = [{ field: 'submit', message: text.errors.session }];
      return show(request, reply, followUp, { status: 403, text, draft, complaints });
    }
    const read = readAnswer(draft, followUp, await deps.policy(), text);
    if (!read.ok) return show(request, reply, followUp, { status: 400, text, draft, complaints: read.complaints });
    if (!(await deps.answer(token, read.text, request.ip))) return gone(reply, text);
    const { trackingNumber } = followUp;
    const receipt = sealReceipt(deps.secret, { kind: 'answered', trackingNumber, repeated: false }, deps.now());
    return reply.redirect(`/sent?lang=${text.lang}&receipt=${receipt}`, 303);
  });
}
