import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sourceOf } from '#server/source-of.ts';
import type { IntakeBody } from '#shared/api.ts';
import { FACT_FIELDS } from '#shared/domain/fact-fields.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { LONGEST_NARRATIVE, reportKind } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import { isUnsafe, mailAddress } from '#shared/letters/mail-address.ts';
import { dangerIn, narrativeOf } from '#shared/screening/danger.ts';
import { SavedPage, WaitingPage } from '../drafts/draft-pages.tsx';
import { readScreeningToken } from '../screening/screening.ts';
import type { PortalText } from '../site/text.ts';
import type { ViewKit } from '../site/view-kit.tsx';
import { fitsReport } from './answers-length.ts';
import { addressToConfirm, confirmableAddress } from './confirms.ts';
import { answersOf, type Draft, draftOf, type FieldError } from './draft.ts';
import { byProgram } from './form-frame.tsx';
import { LEAST_MS, newFormToken, readFormToken, wayTo } from './form-token.ts';
import { editedPage, errorsOn, firstUnfinished, pageOf, pagesOf, stepOf, stoppedAt } from './pages.ts';
import { isEmail, tickedIn } from './read-fields.ts';
import { noticeError, readReport } from './read-report.ts';
import { startDraft } from './report-form.tsx';
import { type ShownForm, showForm, showSummary, showUnfinished } from './report-views.tsx';

type KindRoute = { Params: { kind: string }; Querystring: { screened?: unknown } };

/**
 * Maximum size of a report form: the longest narrative an agency may allow, at up to nine bytes per form-encoded
 * character, plus the rest of the form. The summary page submits all of it again.
 */
const REPORT_BYTES = 9 * LONGEST_NARRATIVE + 256 * 1024;

/** Registers the routes for the form of each kind of report, for its summary page, and for saving or sending it. */
export function reportRoutes(app: FastifyInstance, kit: ViewKit): void {
  const { deps } = kit;
  const demo = deps.demoMail !== null;

  app.get<KindRoute>('/report/:kind', async (request, reply) => {
    const kind = reportKind.safeParse(request.params.kind);
    if (!kind.success) return kit.message(request, reply, 404, 'notFound');
    const text = kit.textFor(request);
    const kept = readScreeningToken(deps.secret, request.query.screened, kind.data);
    if (kept === null) {
      return reply.redirect(`/start/${kind.data}?lang=${text.lang}`, 303);
    }
    const policy = await deps.policy();
    return showForm(kit, request, reply, {
      status: 200,
      text,
      kind: kind.data,
      policy,
      draft: { ...startDraft(policy, text.lang), ...kept },
      fieldErrors: [],
      pass: newFormToken(deps.now()),
      page: pagesOf(kind.data, policy)[0] ?? 'what',
      fresh: true,
    });
  });

  const counted = { ...kit.steps, bodyLimit: REPORT_BYTES };
  app.post<KindRoute>('/report/:kind', counted, async (request, reply) => {
    const kind = reportKind.safeParse(request.params.kind);
    if (!kind.success) return kit.message(request, reply, 404, 'notFound');
    const draft = draftOf(request.body);
    const checked = kit.csrf.check(request, draft.csrf ?? '');
    if (checked === 'foreign') return kit.message(request, reply, 403, 'forbidden');

    const now = deps.now();
    const text = kit.textFor(request, draft.switchTo ?? draft.lang);
    const policy = await deps.policy();
    const known = readFormToken(deps.secret, draft.form ?? '');
    const pass = known ?? newFormToken(now);
    const read = readReport(draft, { kind: kind.data, policy, city: deps.city, text, now });
    const { here, returns } = stepOf(request.query, draft, kind.data, policy);
    // The page to show again: the one that was sent, or the first unfinished one.
    const page = here ?? firstUnfinished(read, kind.data, policy) ?? 'contact';
    const again = { status: 400, text, kind: kind.data, policy, draft, pass, page, returns: returns && here !== null };
    const back = (status: number, fieldErrors: readonly FieldError[], more: Partial<ShownForm> = {}) =>
      showForm(kit, request, reply, { ...again, status, fieldErrors, ...more });
    const whole = (message: string) => [{ field: 'submit', message }];
    if (draft.edit === 'resume')
      return showUnfinished(kit, request, reply, { ...again, status: 200, read, tells: false });
    if (draft.edit !== undefined) {
      const changed = { point: { 'where.lat': '', 'where.lon': '' }, item: { slots: String(Number(draft.slots) + 1) } };
      return back(200, [], {
        draft: { ...draft, ...changed[draft.edit as keyof typeof changed] },
        page: editedPage(draft.edit, kind.data, policy) ?? page,
        returns,
      });
    }
    if (draft.switchTo !== undefined) {
      return draft.step === 'check' && read.ok
        ? showSummary(kit, request, reply, { ...again, status: 200, fieldErrors: [], body: read.body })
        : back(
            200,
            [],
            draft.save === undefined
              ? { fresh: isUntouched(draft, policy, text) }
              : { page: 'save', from: stoppedAt(draft, kind.data, policy) ?? page },
          );
    }
    if (checked === 'missing') return back(403, whole(text.t('portal-errors.session')));
    const tooFast = known === null || (here === null && now.getTime() - known.at < LEAST_MS);
    if (tooFast || byProgram(draft)) {
      const fieldErrors = whole(text.t('portal-errors.sendAgain'));
      if (draft.step === 'check' && read.ok)
        return showSummary(kit, request, reply, { ...again, fieldErrors, body: read.body });
      // The `save` page asks only for an address; don't show there what the report still lacks.
      if (draft.asked === 'save')
        return back(400, fieldErrors, { page: 'save', from: stoppedAt(draft, kind.data, policy) ?? page });
      return back(400, [...fieldErrors, ...(read.ok ? [] : read.fieldErrors)]);
    }
    if (draft.save !== undefined && deps.drafts.sendsMail) {
      return save(request, reply, { ...again, from: stoppedAt(draft, kind.data, policy) ?? page });
    }
    const errors = read.ok ? [] : read.fieldErrors;
    if (here !== null) {
      if (errorsOn(here, errors).some(({ field }) => pageOf(field) === here)) return back(400, errors);
      const pages = pagesOf(kind.data, policy);
      const next = returns ? undefined : pages[pages.indexOf(here) + 1];
      if (next !== undefined) return back(200, [], { page: next });
    }
    if (!read.ok) return showUnfinished(kit, request, reply, { ...again, read, tells: true });
    const notice = noticeError(draft, policy, text);
    if (draft.step !== 'check' || notice !== null) {
      const looked = draft.step === 'check';
      const fieldErrors = looked && notice !== null ? [notice] : [];
      const status = looked ? 400 : 200;
      return showSummary(kit, request, reply, { ...again, status, fieldErrors, body: read.body });
    }
    const danger = isDanger(read.body);
    const passes =
      addressToConfirm(read.body, policy, deps.drafts.sendsMail) === null &&
      ((await deps.filedBefore(again.pass.id, kit.senderOf(request).browser)) !== null || deps.mayFile(danger));
    const email = passes ? null : confirmableAddress(read.body, policy, deps.drafts.sendsMail);
    // The summary keeps all answers and, if the report may mean danger, says whom to call.
    const notNow = () =>
      showSummary(kit, request, reply, {
        ...again,
        status: 503,
        fieldErrors: whole(refusal('full', again)),
        body: read.body,
      });
    if (email !== null) {
      const kept = await keep(request, again, { state: 'unconfirmed', email });
      if (kept === 'too_long') return back(400, whole(refusal(kept, again)));
      if (kept === 'full') return notNow();
      if (kept !== 'filed') return waiting(request, reply, again, { email, tooMany: kept === 'too_many', danger });
    } else if (!passes) return notNow();
    try {
      const { insteadOf } = again.pass;
      const filed = await deps.fileReport(read.body, again.pass.id, kit.senderOf(request), { insteadOf });
      return reply.redirect(
        kit.sentHref(request, text, {
          kind: 'filed',
          ...filed,
          danger,
          way: wayTo(read.body.facts.who),
          email: mailAddress(read.body.facts.who),
        }),
        303,
      );
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'against_rule') throw error;
      return back(400, whole(text.t('portal-errors.invalid')));
    }
  });

  type Again = Omit<ShownForm, 'fieldErrors'>;

  const keep = async (
    request: FastifyRequest,
    { text, kind, policy, draft, pass, from }: Again,
    { state, email }: { state: 'draft' | 'unconfirmed'; email: string },
  ) => {
    const { notice = '', noticeVersion = '' } = draft;
    const answers = {
      ...answersOf(draft),
      ...(state === 'unconfirmed' ? { notice, noticeVersion } : { at: from ?? '' }),
    };
    if (!fitsReport(answers, policy)) return 'too_long';
    const { id, insteadOf } = pass;
    return deps.drafts.keep({ id, state, kind, lang: text.lang, answers, insteadOf, email, source: sourceOf(request) });
  };

  /** Saves the form as it is, even incomplete or invalid, and e-mails a private link to it. */
  const save = async (request: FastifyRequest, reply: FastifyReply, again: Again) => {
    const { text, policy, draft } = again;
    const email = (draft['who.email'] ?? '').trim();
    const isBarred = isUnsafe(tickedIn(draft, 'who.safeContact', FACT_FIELDS.who.safeContact).join(' '), 'email');
    if (isBarred || !isEmail(email)) {
      // The e-mail address is asked for on a separate page. Don't show an error about it to people who haven't seen
      // that page yet.
      const isTold = isBarred || (draft.save === 'yes' && draft.asked === 'save');
      const message = text.t(isBarred ? 'portal-drafts.emailUnsafe' : 'portal-drafts.emailNeeded');
      const fieldErrors = isTold ? [{ field: 'who.email', message }] : [];
      return showForm(kit, request, reply, { ...again, status: isTold ? 400 : 200, page: 'save', fieldErrors });
    }
    const kept = await keep(request, again, { state: 'draft', email });
    if (kept === 'filed' || kept === 'too_long' || kept === 'full') {
      const fieldErrors = [{ field: 'submit', message: refusal(kept, again) }];
      return showForm(kit, request, reply, { ...again, fieldErrors });
    }
    const tooMany = kept === 'too_many';
    const page = (
      <SavedPage
        frame={kit.frame(text, policy)}
        policy={policy}
        email={email}
        tooMany={tooMany}
        demo={demo}
        isDanger={dangerIn(draft.how ?? '').length > 0}
      />
    );
    return kit.send(reply, tooMany ? 429 : 200, page);
  };

  const waiting = (
    request: FastifyRequest,
    reply: FastifyReply,
    { text, policy, kind, draft, pass }: Again,
    { email, tooMany, danger }: { email: string; tooMany: boolean; danger: boolean },
  ) => {
    const page = (
      <WaitingPage
        frame={kit.frame(text, policy)}
        view={{ text, draft, fieldErrors: [] }}
        kind={kind}
        email={email}
        policy={policy}
        secrets={kit.secrets(request, reply, pass)}
        tooMany={tooMany}
        isDanger={danger}
        againAt={draft.again === 'yes' ? deps.now() : null}
        demo={demo}
      />
    );
    return kit.send(reply, tooMany ? 429 : 200, page);
  };
}

/** Why a form was not saved. */
function refusal(why: 'filed' | 'too_long' | 'full', { text, policy }: Pick<ShownForm, 'text' | 'policy'>): string {
  if (why === 'filed') return text.t('portal-form.sent.again');
  if (why === 'too_long') return text.t('portal-drafts.tooLong');
  return text.t('portal-drafts.full', { phone: policy.agency.reviewPhone });
}

/** Whether nothing has been answered yet, so that the page may still offer what the browser saved. */
function isUntouched(draft: Draft, policy: Policy, { lang }: PortalText): boolean {
  const given = Object.entries({ ...startDraft(policy, lang), 'who.language': draft['who.language'] ?? '' });
  const typed = Object.entries(answersOf(draft)).filter(([name, value]) => value !== '' && !name.startsWith('ask.'));
  return typed.every(([name, value]) => given.some(([one, start]) => one === name && start === value));
}

export const isDanger = ({ facts }: Pick<IntakeBody, 'facts'>): boolean => dangerIn(narrativeOf(facts)).length > 0;
