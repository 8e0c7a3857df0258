import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import { type Assets, buildAssets } from './assets.ts';
import { type Csrf, createCsrf } from './csrf.ts';
import type { PortalDeps } from './deps.ts';
import type { FormSecrets } from './form-frame.tsx';
import { type FormPass, sealPass } from './form-pass.ts';
import { chooseLanguage } from './language.ts';
import { MessagePage } from './message-page.tsx';
import { type Frame, htmlOf } from './page.tsx';
import { textIn } from './text.ts';
import { type PortalText } from './wording.ts';

/** What all routes of the portal use to answer. */
export type ViewKit = {
  deps: PortalDeps;
  assets: Assets;
  csrf: Csrf;
  textFor: (request: FastifyRequest, asked?: unknown) => PortalText;
  frame: (text: PortalText, policy: Policy | null) => Frame;
  secrets: (request: FastifyRequest, reply: FastifyReply, pass: FormPass) => FormSecrets;
  send: (reply: FastifyReply, status: number, page: ReactElement) => FastifyReply;
  /** One page for every private address that is not live, so that it does not tell which of them once was. */
  gone: (request: FastifyRequest, reply: FastifyReply, text?: PortalText) => Promise<FastifyReply>;
  /** Of one address, in an hour: how often it may look at private pages, and send their forms. */
  looks: Counted;
  writes: Counted;
  message: (request: FastifyRequest, reply: FastifyReply, status: number, which: Message) => Promise<FastifyReply>;
};

type Counted = { config: { rateLimit: { max: number; timeWindow: string } } };
/** A person looks more often than they write. */
const LOOKS_PER_FORM = 10;

export type Message = 'notFound' | 'forbidden' | 'tooLarge' | 'tooMany' | 'failed' | 'badRequest';

export function createViewKit(deps: PortalDeps): ViewKit {
  const assets = buildAssets(deps.city);
  const csrf = createCsrf(deps.secret);
  const kit: ViewKit = {
    deps,
    assets,
    csrf,
    textFor(request, asked) {
      return textIn(chooseLanguage(asked ?? askedIn(request), request.headers['accept-language']));
    },
    frame: (text, policy) => ({ text, assets, agency: policy?.agency ?? null }),
    secrets: (request, reply, pass) => ({ csrf: csrf.token(request, reply), pass: sealPass(deps.secret, pass) }),
    send: (reply, status, page) => reply.code(status).type('text/html; charset=utf-8').send(htmlOf(page)),
    looks: { config: { rateLimit: { max: deps.formsPerHour * LOOKS_PER_FORM, timeWindow: '1 hour' } } },
    writes: { config: { rateLimit: { max: deps.formsPerHour, timeWindow: '1 hour' } } },
    async gone(request, reply, text = kit.textFor(request)) {
      const policy = await deps.policy();
      const phone = policy.agency.reviewPhone;
      const { goneTitle, goneText, goneHelp } = text.reply;
      const lines = [goneText, goneHelp(phone)];
      const frame = kit.frame(text, policy);
      return kit.send(reply, 404, <MessagePage frame={frame} title={goneTitle} lines={lines} phone={phone} />);
    },
    async message(request, reply, status, which) {
      const text = kit.textFor(request);
      // The page must come even when the database, and with it the policy, cannot be reached.
      const policy = await deps.policy().catch(() => null);
      const phone = policy?.agency.dispatchPhone ?? '';
      const lines = [text.problems[`${which}Text`]];
      if (phone !== '' && (which === 'failed' || which === 'tooMany')) lines.push(text.problems.call(phone));
      const page = (
        <MessagePage frame={kit.frame(text, policy)} title={text.problems[which]} lines={lines} phone={phone} />
      );
      return kit.send(reply, status, page);
    },
  };
  return kit;
}

/** The language named in the address, or in the form that was posted. */
function askedIn(request: FastifyRequest): unknown {
  const { query, body } = request;
  const named = (from: unknown) =>
    typeof from === 'object' && from !== null && 'lang' in from ? from.lang : undefined;
  return named(query) ?? named(body);
}
