import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Policy } from '#shared/domain/policy.ts';
import { type ReportKind, reportKind } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import { type Complaint, type Draft, draftOf } from './draft.ts';
import { TRAP } from './form-frame.tsx';
import { type FormPass, LEAST_MS, newPass, readPass, sealReceipt } from './form-pass.ts';
import { readReport } from './read-report.ts';
import { ReportForm, startDraft } from './report-form.tsx';
import type { ViewKit } from './view-kit.tsx';
import type { PortalText } from './wording.ts';

type KindRoute = { Params: { kind: string } };

type Shown = {
  status: number;
  text: PortalText;
  kind: ReportKind;
  policy: Policy;
  draft: Draft;
  complaints: readonly Complaint[];
  pass: FormPass;
};

/** The form for each kind of report, and what happens when it is sent. */
export function reportRoutes(app: FastifyInstance, kit: ViewKit): void {
  const { deps } = kit;

  const show = (request: FastifyRequest, reply: FastifyReply, shown: Shown) => {
    const { text, kind, policy, draft, complaints, pass } = shown;
    const page = (
      <ReportForm
        frame={kit.frame(text, policy)}
        view={{ text, draft, complaints }}
        kind={kind}
        policy={policy}
        streets={deps.streets}
        secrets={kit.secrets(request, reply, pass)}
      />
    );
    return kit.send(reply, shown.status, page);
  };

  app.get<KindRoute>('/report/:kind', async (request, reply) => {
    const kind = reportKind.safeParse(request.params.kind);
    if (!kind.success) return kit.message(request, reply, 404, 'notFound');
    const text = kit.textFor(request);
    const policy = await deps.policy();
    // Going back to a form must show what was typed, which "no-store" would throw away.
    reply.header('cache-control', 'private, no-cache');
    const start = { status: 200, draft: startDraft(policy, text.lang), complaints: [], pass: newPass(deps.now()) };
    return show(request, reply, { ...start, text, kind: kind.data, policy });
  });

  const counted = { config: { rateLimit: { max: deps.formsPerHour, timeWindow: '1 hour' } } };
  app.post<KindRoute>('/report/:kind', counted, async (request, reply) => {
    const kind = reportKind.safeParse(request.params.kind);
    if (!kind.success) return kit.message(request, reply, 404, 'notFound');
    const draft = draftOf(request.body);
    const checked = kit.csrf.check(request, draft.csrf ?? '');
    if (checked === 'foreign') return kit.message(request, reply, 403, 'forbidden');

    const now = deps.now();
    const text = kit.textFor(request, draft.switchTo ?? draft.lang);
    const policy = await deps.policy();
    const known = readPass(deps.secret, draft.form ?? '');
    const again = { text, kind: kind.data, policy, draft, pass: known ?? newPass(now) };
    if (draft.switchTo !== undefined) return show(request, reply, { ...again, status: 200, complaints: [] });
    const whole = (message: string) => [{ field: 'submit', message }];
    if (checked === 'missing') {
      return show(request, reply, { ...again, status: 403, complaints: whole(text.errors.session) });
    }
    const read = readReport(draft, kind.data, policy, text, now);
    const tooFast = known === null || now.getTime() - known.at < LEAST_MS;
    if (tooFast || (draft[TRAP] ?? '') !== '') {
      const complaints = [...whole(text.errors.sendAgain), ...(read.ok ? [] : read.complaints)];
      return show(request, reply, { ...again, status: 400, complaints });
    }
    if (!read.ok) return show(request, reply, { ...again, status: 400, complaints: read.complaints });
    try {
      const filed = await deps.fileReport(read.body, again.pass.id, request.ip);
      const receipt = sealReceipt(
        deps.secret,
        { kind: 'filed', trackingNumber: filed.trackingNumber, repeated: filed.repeated, accessCode: filed.accessCode },
        now,
      );
      return reply.redirect(`/sent?lang=${text.lang}&receipt=${receipt}`, 303);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid_request') throw error;
      return show(request, reply, { ...again, status: 400, complaints: whole(text.errors.invalid) });
    }
  });
}
