import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ReportKind, reportKind } from '#shared/domain/report.ts';
import { type Complaint, type Draft, draftOf } from './draft.ts';
import { readScreening, sealScreening } from './screening.ts';
import { ScreeningPage, StopPage } from './screening-page.tsx';
import type { ViewKit } from './view-kit.tsx';
import type { PortalText } from './wording.ts';

type KindRoute = { Params: { kind: string } };
type Shown = { status: number; text: PortalText; draft: Draft; complaints: readonly Complaint[] };

/** The questions before each kind of report. The answers are looked at and forgotten. */
export function screeningRoutes(app: FastifyInstance, kit: ViewKit): void {
  const { deps } = kit;

  const show = async (reply: FastifyReply, kind: ReportKind, { status, text, draft, complaints }: Shown) => {
    const policy = await deps.policy();
    const view = { text, draft, complaints };
    const page = <ScreeningPage frame={kit.frame(text, policy)} view={view} kind={kind} policy={policy} />;
    return kit.send(reply, status, page);
  };

  app.get<KindRoute>('/start/:kind', async (request, reply) => {
    const kind = reportKind.safeParse(request.params.kind);
    if (!kind.success) return kit.message(request, reply, 404, 'notFound');
    return show(reply, kind.data, { status: 200, text: kit.textFor(request), draft: {}, complaints: [] });
  });

  app.post<KindRoute>('/start/:kind', async (request: FastifyRequest<KindRoute>, reply) => {
    const kind = reportKind.safeParse(request.params.kind);
    if (!kind.success) return kit.message(request, reply, 404, 'notFound');
    const draft = draftOf(request.body);
    const text = kit.textFor(request, draft.lang);
    const policy = await deps.policy();
    const { complaints, stops } = readScreening(draft, kind.data, policy, text.screening);
    if (stops.length > 0) {
      return kit.send(reply, 200, <StopPage frame={kit.frame(text, policy)} kind={kind.data} stops={stops} />);
    }
    if (complaints.length > 0) return show(reply, kind.data, { status: 400, text, draft, complaints });
    const screened = sealScreening(deps.secret, kind.data);
    return reply.redirect(`/report/${kind.data}?lang=${text.lang}&screened=${screened}`, 303);
  });
}
