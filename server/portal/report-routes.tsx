import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IntakeBody } from '#shared/api.ts';
import { type Policy } from '#shared/domain/policy.ts';
import { type ReportKind, reportKind } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import { CheckPage } from './check-page.tsx';
import { type Complaint, type Draft, draftOf } from './draft.ts';
import { TRAP } from './form-frame.tsx';
import { type FormPass, LEAST_MS, newPass, readPass, sealReceipt } from './form-pass.ts';
import { inOtherLanguage } from './page.tsx';
import { noticeComplaint, readReport } from './read-report.ts';
import { ReportForm, startDraft } from './report-form.tsx';
import { wasScreened } from './screening.ts';
import type { ViewKit } from './view-kit.tsx';
import type { PortalText } from './wording.ts';

type KindRoute = { Params: { kind: string }; Querystring: { screened?: unknown } };

type Shown = {
  status: number;
  text: PortalText;
  kind: ReportKind;
  policy: Policy;
  draft: Draft;
  complaints: readonly Complaint[];
  pass: FormPass;
  /** Leads to the empty form in the other language; without it, to the button that keeps what was typed. */
  switchHref?: string;
};

/** A report is made in several posts (form, summary, changes), so that one address may send more posts than reports. */
const POSTS_PER_REPORT = 5;

/** The form for each kind of report, the summary to check, and what happens when it is sent. */
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
        city={deps.city}
        secrets={kit.secrets(request, reply, pass)}
        switchHref={shown.switchHref ?? '#language'}
        fresh={shown.switchHref !== undefined}
      />
    );
    return kit.send(reply, shown.status, page);
  };

  const check = (request: FastifyRequest, reply: FastifyReply, shown: Shown & { body: IntakeBody }) => {
    const { text, policy, draft, complaints, pass, body } = shown;
    const page = (
      <CheckPage
        frame={kit.frame(text, policy)}
        view={{ text, draft, complaints }}
        body={body}
        policy={policy}
        secrets={kit.secrets(request, reply, pass)}
      />
    );
    return kit.send(reply, shown.status, page);
  };

  app.get<KindRoute>('/report/:kind', async (request, reply) => {
    const kind = reportKind.safeParse(request.params.kind);
    if (!kind.success) return kit.message(request, reply, 404, 'notFound');
    const text = kit.textFor(request);
    const { screened } = request.query;
    if (!wasScreened(deps.secret, screened, kind.data)) {
      return reply.redirect(`/start/${kind.data}?lang=${text.lang}`, 303);
    }
    const policy = await deps.policy();
    // Going back to a form must show what was typed, which "no-store" would throw away.
    reply.header('cache-control', 'private, no-cache');
    const start = { status: 200, draft: startDraft(policy, text.lang), complaints: [], pass: newPass(deps.now()) };
    const switchHref = `${inOtherLanguage(`/report/${kind.data}`, text)}&screened=${String(screened)}`;
    return show(request, reply, { ...start, text, kind: kind.data, policy, switchHref });
  });

  const counted = {
    config: { rateLimit: { max: deps.formsPerHour * POSTS_PER_REPORT, timeWindow: '1 hour' } },
  };
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
    const back = (status: number, complaints: readonly Complaint[]) =>
      show(request, reply, { ...again, status, complaints });
    const whole = (message: string) => [{ field: 'submit', message }];
    const read = readReport(draft, { kind: kind.data, policy, city: deps.city, text, now });
    if (draft.edit !== undefined) {
      const without = draft.edit === 'point' ? { 'where.lat': '', 'where.lon': '' } : {};
      return show(request, reply, { ...again, draft: { ...draft, ...without }, status: 200, complaints: [] });
    }
    if (draft.switchTo !== undefined) {
      return draft.step === 'check' && read.ok
        ? check(request, reply, { ...again, status: 200, complaints: [], body: read.body })
        : back(200, []);
    }
    if (checked === 'missing') return back(403, whole(text.errors.session));
    const tooFast = known === null || now.getTime() - known.at < LEAST_MS;
    if (tooFast || (draft[TRAP] ?? '') !== '') {
      return back(400, [...whole(text.errors.sendAgain), ...(read.ok ? [] : read.complaints)]);
    }
    if (!read.ok) return back(400, read.complaints);
    const notice = noticeComplaint(draft, policy, text);
    if (draft.step !== 'check' || notice !== null) {
      const looked = draft.step === 'check';
      const complaints = looked && notice !== null ? [notice] : [];
      return check(request, reply, { ...again, status: looked ? 400 : 200, complaints, body: read.body });
    }
    try {
      const filed = await deps.fileReport(read.body, again.pass.id, request.ip);
      const receipt = sealReceipt(
        deps.secret,
        { kind: 'filed', trackingNumber: filed.trackingNumber, repeated: filed.repeated },
        now,
      );
      return reply.redirect(`/sent?lang=${text.lang}&receipt=${receipt}`, 303);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid_request') throw error;
      return back(400, whole(text.errors.invalid));
    }
  });
}
