import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SAVED_ONLY } from '#server/routes/file-answer.ts';
import { sourceOf } from '#server/source-of.ts';
import { plainTrackingNumber } from '#shared/domain/ids.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import { dangerIn } from '#shared/screening/danger.ts';
import { ANSWER_MAX } from '../deps.ts';
import { type Draft, draftOf, type FieldError } from '../form/draft.ts';
import { createReader } from '../form/field-reader.ts';
import { byProgram } from '../form/form-frame.tsx';
import { newFormToken, readDone, readFormToken, sealDone } from '../form/form-token.ts';
import { fileErrors, filesOf, namesOf } from '../form/uploads.ts';
import { keptFile, withPictures } from '../site/pictures.ts';
import { type PortalText, textIn } from '../site/text.ts';
import type { ViewKit } from '../site/view-kit.tsx';
import { hideInReport, hidePerson, hiderOf } from './hide-person.ts';
import { FindReportPage, type PersonAct, PersonActPage } from './status-forms.tsx';
import { StatusPage } from './status-page.tsx';
import { statusView } from './status-view.ts';

type CodeRoute = { Params: { code: string } };
type Shown = { status: number; text: PortalText; draft: Draft; fieldErrors: readonly FieldError[] };

/** The error for a form without any text. */
const EMPTY = {
  add: 'portal-status.empty',
  message: 'portal-status.noMessage',
  found: 'portal-status.noFind',
  appeal: 'portal-status.noWords',
  withdraw: 'portal-status.empty',
} as const satisfies Record<PersonAct, string>;

const pathOf = (code: string) => `/status/${encodeURIComponent(code)}`;

/**
 * The report's own page. Anyone with the link from an e-mail, or with the tracking number and access code, may view it
 * and act as the reporter. Viewing changes nothing. The responses don't reveal whether a number or a link ever existed.
 */
export function statusRoutes(app: FastifyInstance, kit: ViewKit): void {
  const { deps } = kit;
  const { looks, writes } = kit;

  /** Returns the portal's strings in the requested language, or else in the one of the person's letters. */
  const wordsFor = (request: FastifyRequest, report: Report) =>
    kit.textFor(request, (request.query as { lang?: unknown }).lang ?? knownFacts(report).who.language);

  const showFind = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { status, text, draft, fieldErrors }: Shown,
  ) => {
    const policy = await deps.policy();
    const secrets = kit.secrets(request, reply, newFormToken(deps.now()));
    const view = { text, draft, fieldErrors };
    const page = (
      <FindReportPage frame={kit.frame(text, policy)} view={view} secrets={secrets} mailsLink={deps.drafts.sendsMail} />
    );
    return kit.send(reply, status, page);
  };

  app.get('/status', async (request, reply) =>
    showFind(request, reply, { status: 200, text: kit.textFor(request), draft: {}, fieldErrors: [] }),
  );

  app.post('/status', writes, async (request, reply) => {
    const draft = draftOf(request.body);
    const checked = kit.csrf.check(request, draft.csrf ?? '');
    if (checked === 'foreign') return kit.message(request, reply, 403, 'forbidden');
    const text = kit.textFor(request, draft.switchTo ?? draft.lang);
    const again = (status: number, fieldErrors: readonly FieldError[]) =>
      showFind(request, reply, { status, text, draft: { number: draft.number ?? '' }, fieldErrors });
    if (draft.switchTo !== undefined) return again(200, []);
    if (checked === 'missing') return again(403, [{ field: 'submit', message: text.t('portal-errors.session') }]);
    if (byProgram(draft)) return again(400, [{ field: 'submit', message: text.t('portal-errors.sendAgain') }]);
    const number = plainTrackingNumber(draft.number ?? '');
    // The code in a printed follow-up letter opens its reply page; if the code no longer works, that page says why.
    const code = deps.status.plainCode(draft.code ?? '');
    const asked = (await deps.openFollowUp({ code })) ?? (await deps.endOfReplyLink({ code }));
    if (number !== null && asked?.trackingNumber === number) {
      return reply.redirect(`${kit.visitPath(request, code, 'reply')}?lang=${text.lang}`, 303);
    }
    const report = await deps.status.find({ code: draft.code ?? '' });
    if (report === null || report.trackingNumber !== number) {
      return again(400, [{ field: 'number', message: text.t('portal-status.wrong') }]);
    }
    return reply.redirect(`${kit.visitPath(request, draft.code ?? '')}?lang=${text.lang}`, 303);
  });

  app.get<CodeRoute & { Querystring: { did?: unknown } }>('/status/:code', looks, async (request, reply) => {
    const { code } = request.params;
    const report = await kit.reportAt(request, code);
    if (report === null) return kit.gone(request, reply);
    const text = wordsFor(request, report);
    const policy = await deps.policy();
    const isVisit = kit.isVisit(request, code);
    const view = statusView(report, policy, deps.now(), await deps.status.passesOn(report));
    const hide = isVisit ? hiderOf(report, text.t('portal-status.hidden')) : null;
    const page = (
      <StatusPage
        frame={kit.frame(text, policy)}
        path={pathOf(code)}
        again={hide !== null ? null : `/again/${encodeURIComponent(code)}`}
        report={hide === null ? report : hideInReport(report, hide)}
        files={withPictures(
          kit,
          request,
          reply,
          report.attachments.map((one) => keptFile(hide === null ? one : { ...one, name: hide(one.name), view: null })),
        )}
        view={hide === null ? view : hidePerson(view, hide)}
        typical={await deps.status.typicalDays(report.kind, policy.agency.timeZone)}
        policy={policy}
        did={readDone(deps.secret, report.id, request.query.did, deps.now())}
      />
    );
    return kit.send(reply, 200, page);
  });

  app.get<CodeRoute>('/status/:code/copy.pdf', looks, async (request, reply) => {
    const { code } = request.params;
    const report = await kit.reportAt(request, code);
    if (report === null) return kit.gone(request, reply);
    const withPerson = !kit.isVisit(request, code);
    // The copy is in English for everyone.
    const hide = hiderOf(report, textIn('en').t('portal-status.hidden'));
    const shown = withPerson ? report : hideInReport(report, hide);
    const copy = await deps.status.copy(shown, sourceOf(request), { withPerson });
    if (copy === null) return kit.gone(request, reply);
    return reply.headers({ ...copy.headers, ...SAVED_ONLY }).send(copy.file);
  });

  app.get<{ Params: { code: string; id: string } }>('/status/:code/files/:id', looks, async (request, reply) => {
    const { code, id } = request.params;
    // Files may contain what the page hides from someone who has only the number and code.
    const report = kit.isVisit(request, code) ? null : await kit.reportAt(request, code);
    const found = report === null ? null : await deps.status.file(report, id, sourceOf(request));
    if (found === null) return kit.gone(request, reply);
    return reply.headers(found.headers).send(found.file);
  });

  for (const act of ['message', 'add', 'found', 'appeal', 'withdraw'] as const) actRoutes(act);

  function actRoutes(act: PersonAct): void {
    const show = async (
      request: FastifyRequest<CodeRoute>,
      reply: FastifyReply,
      report: Report,
      { status, text, draft, fieldErrors }: Shown,
    ) => {
      const files = filesOf(request);
      const pass = readFormToken(deps.secret, draft.form ?? '') ?? newFormToken(deps.now());
      const page = (
        <PersonActPage
          frame={kit.frame(text, await deps.policy())}
          view={{ text, draft, fieldErrors: [...fileErrors(files, text), ...fieldErrors] }}
          secrets={kit.secrets(request, reply, pass)}
          act={act}
          path={pathOf(request.params.code)}
          trackingNumber={report.trackingNumber}
          files={files}
        />
      );
      return kit.send(reply, status, page);
    };

    const allowed = async (report: Report | null) => {
      if (report === null) return null;
      const [policy, passesOn] = await Promise.all([deps.policy(), deps.status.passesOn(report)]);
      return statusView(report, policy, deps.now(), passesOn).acts.includes(act) ? report : null;
    };

    const fullError = async (text: PortalText): Promise<FieldError> => {
      const { reviewPhone: phone } = (await deps.policy()).agency;
      return { field: 'submit', message: text.t('portal-status.full', { phone }) };
    };

    app.get<CodeRoute>(`/status/:code/${act}`, looks, async (request, reply) => {
      const report = await allowed(await kit.reportAt(request, request.params.code));
      if (report === null) return kit.gone(request, reply);
      const text = wordsFor(request, report);
      // Say so before the person writes something that can't be sent.
      const isFull = (act === 'add' || act === 'message') && (await deps.status.isFull(report, act));
      const fieldErrors = isFull ? [await fullError(text)] : [];
      return show(request, reply, report, { status: 200, text, draft: {}, fieldErrors });
    });

    app.post<CodeRoute>(`/status/:code/${act}`, writes, async (request, reply) => {
      const draft = draftOf(request.body);
      const checked = kit.csrf.check(request, draft.csrf ?? '');
      if (checked === 'foreign') return kit.message(request, reply, 403, 'forbidden');
      const text = kit.textFor(request, draft.switchTo ?? draft.lang);
      const { code } = request.params;
      const found = await kit.reportAt(request, code);
      const report = await allowed(found);
      const reader = createReader(draft, text, () => text.t(`portal-status.acts.${act}`));
      const words = reader.paragraph('text', ANSWER_MAX);
      const told = { text: words, uploadId: readFormToken(deps.secret, draft.form ?? '')?.id ?? null };
      const thank = ({ id }: Report) => {
        const did = sealDone(deps.secret, id, { act, danger: dangerIn(words).length > 0 }, deps.now());
        return reply.redirect(`${pathOf(code)}?lang=${text.lang}&did=${did}`, 303);
      };
      // After a first press of the button, the report may no longer allow what that press did.
      const isPressed = checked === 'ok' && draft.edit === undefined && draft.switchTo === undefined;
      if (found !== null && isPressed && (await deps.status.wasSent(found.id, act, told))) return thank(found);
      if (report === null)
        return kit.lost(request, reply, text, { draft, report: found === null ? null : pathOf(code) });
      const again = (status: number, fieldErrors: readonly FieldError[]) =>
        show(request, reply, report, { status, text, draft, fieldErrors });
      if (draft.edit !== undefined || draft.switchTo !== undefined) return again(200, []);
      if (checked === 'missing') return again(403, [{ field: 'submit', message: text.t('portal-errors.session') }]);
      if (byProgram(draft)) return again(400, [{ field: 'submit', message: text.t('portal-errors.sendAgain') }]);
      if (words === '' && act !== 'withdraw' && filesOf(request).kept.length === 0) {
        reader.complain('text', text.t(EMPTY[act]));
      }
      if (reader.fieldErrors.length > 0) return again(400, reader.fieldErrors);
      try {
        const done = await deps.status[act](report.id, told, sourceOf(request));
        if (done === 'full') return again(409, [await fullError(text)]);
        if (!done) return again(409, [{ field: 'submit', message: text.t('portal-status.noLonger') }]);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'against_rule') throw error;
        return again(400, [
          { field: 'files', message: text.t('portal-status.files.reportFull', { names: namesOf(filesOf(request)) }) },
        ]);
      }
      return thank(report);
    });
  }
}
