import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ReportKind, reportKind } from '#shared/domain/report.ts';
import { type Draft, draftOf, type FieldError } from '../form/draft.ts';
import type { PortalText } from '../site/text.ts';
import type { ViewKit } from '../site/view-kit.tsx';
import { hideScreening, readScreening } from './screening.ts';
import { ScreeningPage, StopPage } from './screening-page.tsx';

type KindRoute = { Params: { kind: string } };
type Shown = { status: number; text: PortalText; draft: Draft; fieldErrors: readonly FieldError[] };
/**
 * `path` is the URL that shows the questions and receives the answers. `onward` is the form's URL; the proof that the
 * questions were answered (see `hideScreening`) is appended to it.
 */
type Asked = { kind: ReportKind; text: PortalText; path: string; onward: string };

/** Larger than any form of questions, which has only choices. */
export const QUESTIONS_BYTES = 64 * 1024;

/** The screening questions before each kind of report. Only answers that the agency keeps are stored. */
export function screeningRoutes(app: FastifyInstance, kit: ViewKit): void {
  app.get<KindRoute>('/start/:kind', async (request, reply) => {
    const kind = reportKind.safeParse(request.params.kind);
    if (!kind.success) return kit.message(request, reply, 404, 'notFound');
    return askFirst(kit, reply, { kind: kind.data, text: kit.textFor(request), path: `/start/${kind.data}` });
  });

  const counted = { ...kit.steps, bodyLimit: QUESTIONS_BYTES };
  app.post<KindRoute>('/start/:kind', counted, async (request: FastifyRequest<KindRoute>, reply) => {
    const kind = reportKind.safeParse(request.params.kind);
    if (!kind.success) return kit.message(request, reply, 404, 'notFound');
    const draft = draftOf(request.body);
    const text = kit.textFor(request, draft.lang);
    const [path, onward] = [`/start/${kind.data}`, `/report/${kind.data}`];
    return takeAnswers(kit, reply, draft, { kind: kind.data, text, path, onward });
  });
}

/** Shows the questions for a kind of report. */
export function askFirst(kit: ViewKit, reply: FastifyReply, { kind, text, path }: Omit<Asked, 'onward'>) {
  return show(kit, reply, { status: 200, text, kind, path, draft: {}, fieldErrors: [] });
}

/** Continues to the form, shows where to report instead, or asks again for unanswered questions. */
export async function takeAnswers(
  kit: ViewKit,
  reply: FastifyReply,
  draft: Draft,
  { kind, text, path, onward }: Asked,
) {
  const policy = await kit.deps.policy();
  if (draft.edit !== undefined) return show(kit, reply, { status: 200, text, kind, path, draft, fieldErrors: [] });
  const { fieldErrors, stops, kept } = readScreening(draft, kind, policy, text);
  if (stops.length > 0) {
    const page = <StopPage frame={kit.frame(text, policy)} path={path} stops={stops} draft={draft} policy={policy} />;
    return kit.send(reply, 200, page);
  }
  if (fieldErrors.length > 0) return show(kit, reply, { status: 400, text, kind, path, draft, fieldErrors });
  const screened = hideScreening(kit.deps.secret, kind, kept);
  return reply.redirect(`${onward}?lang=${text.lang}&screened=${screened}`, 303);
}

async function show(
  kit: ViewKit,
  reply: FastifyReply,
  { status, text, kind, path, draft, fieldErrors }: Shown & { kind: ReportKind; path: string },
) {
  const policy = await kit.deps.policy();
  const view = { text, draft, fieldErrors };
  const shown = { frame: kit.frame(text, policy), view, kind, path, policy, hasMap: kit.deps.city !== null };
  const page = <ScreeningPage {...shown} />;
  return kit.send(reply, status, page);
}
