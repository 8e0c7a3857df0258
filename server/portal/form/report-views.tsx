import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IntakeBody } from '#shared/api.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import type { PortalText } from '../site/text.ts';
import type { ViewKit } from '../site/view-kit.tsx';
import { CheckPage } from './check-page.tsx';
import { addressToConfirm } from './confirms.ts';
import type { Draft, FieldError } from './draft.ts';
import type { FormToken } from './form-token.ts';
import { errorsOn, type FormPage, firstUnfinished, pagesOf, stoppedAt } from './pages.ts';
import type { ReadReport } from './read-report.ts';
import { ReportForm, type ShownPage } from './report-form.tsx';
import { type FormFiles, fileErrors, filesOf } from './uploads.ts';

export type ShownForm = {
  status: number;
  text: PortalText;
  kind: ReportKind;
  policy: Policy;
  draft: Draft;
  /** Errors in the form. A page with questions shows only the errors about its own fields. */
  fieldErrors: readonly FieldError[];
  pass: FormToken;
  page: ShownPage;
  /** See ReportForm. */
  from?: FormPage | null;
  returns?: boolean;
  /** See ReportForm. */
  fresh?: boolean;
  /** A message shown above the form, for example that its answers were copied from an earlier report. */
  said?: string;
  /** Files from earlier requests; defaults to the files of this request. */
  files?: FormFiles;
};

/** Responds with the form, keeping everything that was filled in. */
export function showForm(kit: ViewKit, request: FastifyRequest, reply: FastifyReply, shown: ShownForm): FastifyReply {
  const {
    text,
    kind,
    policy,
    draft,
    pass,
    fresh = false,
    said,
    files = filesOf(request),
    page: at,
    from = null,
    returns = false,
  } = shown;
  const fieldErrors =
    at === 'save' ? shown.fieldErrors : errorsOn(at, [...fileErrors(files, text), ...shown.fieldErrors]);
  const page = (
    <ReportForm
      frame={kit.frame(text, policy)}
      view={{ text, draft, fieldErrors }}
      kind={kind}
      page={at}
      from={from}
      returns={returns}
      policy={policy}
      streets={kit.deps.streets}
      city={kit.deps.city}
      secrets={kit.secrets(request, reply, pass)}
      files={files}
      fresh={fresh}
      said={said}
      saves={kit.deps.drafts.sendsMail}
    />
  );
  return kit.send(reply, shown.status, page);
}

type ShownSummary = Omit<ShownForm, 'page' | 'returns'> & { body: IntakeBody };

/** Responds with the summary of a report that is ready to send. */
export function showSummary(
  kit: ViewKit,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: ShownSummary,
): FastifyReply {
  const { text, policy, draft, fieldErrors, pass, body } = shown;
  const page = (
    <CheckPage
      frame={kit.frame(text, policy)}
      view={{ text, draft, fieldErrors }}
      body={body}
      policy={policy}
      secrets={kit.secrets(request, reply, pass)}
      files={shown.files ?? filesOf(request)}
      said={shown.said}
      confirms={addressToConfirm(body, policy, kit.deps.drafts.sendsMail)}
    />
  );
  return kit.send(reply, shown.status, page);
}

/**
 * Responds with the first unfinished page, or with the summary if there is none. Never responds with a page after the
 * one where the person stopped, because they haven't seen the pages in between.
 * @param tells whether the page shows its errors. A person who hasn't seen the page yet doesn't need them.
 */
export function showUnfinished(
  kit: ViewKit,
  request: FastifyRequest,
  reply: FastifyReply,
  { read, tells, ...shown }: Omit<ShownForm, 'fieldErrors' | 'page'> & { read: ReadReport; tells: boolean },
): FastifyReply {
  const { kind, policy, draft } = shown;
  const pages = pagesOf(kind, policy);
  const stopped = stoppedAt(draft, kind, policy);
  const unfinished = firstUnfinished(read, kind, policy);
  const page = pages.find((one) => one === stopped || one === unfinished) ?? 'what';
  if (read.ok && stopped === null)
    return showSummary(kit, request, reply, { ...shown, status: 200, fieldErrors: [], body: read.body });
  return showForm(kit, request, reply, { ...shown, page, fieldErrors: tells && !read.ok ? read.fieldErrors : [] });
}
