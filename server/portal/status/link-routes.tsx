import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sourceOf } from '#server/source-of.ts';
import { plainTrackingNumber } from '#shared/domain/ids.ts';
import { type Draft, draftOf, type FieldError } from '../form/draft.ts';
import { createReader } from '../form/field-reader.ts';
import { byProgram } from '../form/form-frame.tsx';
import { newFormToken } from '../form/form-token.ts';
import { clockTime } from '../form/local-time.ts';
import { MessagePage } from '../site/message-page.tsx';
import type { PortalText } from '../site/text.ts';
import type { ViewKit } from '../site/view-kit.tsx';
import { MailLinkPage } from './status-forms.tsx';
import { workLater } from './work-later.ts';

type Shown = { status: number; text: PortalText; draft: Draft; fieldErrors: readonly FieldError[] };

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/**
 * E-mails a new link to a report. The response is the same whether or not the number and the address match, so that it
 * doesn't reveal who filed a report.
 */
export function linkRoutes(app: FastifyInstance, kit: ViewKit): void {
  const { deps } = kit;
  if (!deps.drafts.sendsMail) return;
  // Whether number and address match decides how long the work takes, so the answer never waits for it.
  const later = workLater((error) => app.log.error(error));
  app.addHook('onClose', () => later.finish());

  const show = async (request: FastifyRequest, reply: FastifyReply, { status, text, draft, fieldErrors }: Shown) => {
    const frame = kit.frame(text, await deps.policy());
    const secrets = kit.secrets(request, reply, newFormToken(deps.now()));
    return kit.send(
      reply,
      status,
      <MailLinkPage frame={frame} view={{ text, draft, fieldErrors }} secrets={secrets} />,
    );
  };

  app.get('/status/link', kit.looks, async (request, reply) =>
    show(request, reply, { status: 200, text: kit.textFor(request), draft: {}, fieldErrors: [] }),
  );

  app.post('/status/link', kit.writes, async (request, reply) => {
    const draft = draftOf(request.body);
    const checked = kit.csrf.check(request, draft.csrf ?? '');
    if (checked === 'foreign') return kit.message(request, reply, 403, 'forbidden');
    const text = kit.textFor(request, draft.switchTo ?? draft.lang);
    const again = (status: number, fieldErrors: readonly FieldError[]) =>
      show(request, reply, { status, text, draft, fieldErrors });
    if (draft.switchTo !== undefined) return again(200, []);
    if (checked === 'missing') return again(403, [{ field: 'submit', message: text.t('portal-errors.session') }]);
    const reader = createReader(draft, text, () => text.t('portal-status.link.email'));
    const trackingNumber = plainTrackingNumber(draft.number ?? '');
    if (trackingNumber === null) reader.complain('number', text.t('portal-status.link.number'));
    const email = reader.line('email', 254) ?? '';
    if (!ADDRESS.test(email)) reader.complain('email', text.t('portal-errors.emailForm'));
    if (trackingNumber === null || reader.fieldErrors.length > 0) return again(400, reader.fieldErrors);
    if (!byProgram(draft)) {
      const source = sourceOf(request);
      later.add(() => deps.status.mailLink({ trackingNumber, email }, source));
    }
    const policy = await deps.policy();
    const { reviewPhone: phone, timeZone } = policy.agency;
    // The page repeats only what was typed, so that it is the same for every number and address.
    const time = clockTime(deps.now(), timeZone, text.lang);
    const lines = [
      text.t('portal-status.link.sentText', { time, number: trackingNumber, email }),
      text.t('portal-status.link.sentHelp', { phone }),
    ];
    const frame = kit.frame(text, policy);
    return kit.send(
      reply,
      200,
      <MessagePage
        frame={frame}
        title={text.t('portal-status.link.sentTitle')}
        isHeard={true}
        lines={lines}
        phone={phone}
      />,
    );
  });
}
