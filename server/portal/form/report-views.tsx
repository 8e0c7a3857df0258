import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IntakeBody } from '#shared/api.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { byButton, type SwitchHref } from '../site/page.tsx';
import type { PortalText } from '../site/text.ts';
import type { ViewKit } from '../site/view-kit.tsx';
import { CheckPage } from './check-page.tsx';
import type { Draft, FieldError } from './draft.ts';
import type { FormToken } from './form-token.ts';
import { ReportForm } from './report-form.tsx';
import { type FormFiles, fileErrors, filesOf } from './uploads.ts';

export type ShownForm = {
  status: number;
  text: PortalText;
  kind: ReportKind;
  policy: Policy;
  draft: Draft;
  fieldErrors: readonly FieldError[];
  pass: FormToken;
  /**
   * Links to the empty form in another language. If omitted, the language switch links to the form's own language button,
   * which keeps what was typed.
   */
  switchHref?: SwitchHref;
  /** A message shown above the form, for example that its answers were copied from an earlier report. */
  said?: string;
  /** Files from earlier requests; defaults to the files of this request. */
  files?: FormFiles;
};

/** Responds with the form, keeping everything that was filled in. */
export function showForm(kit: ViewKit, request: FastifyRequest, reply: FastifyReply, shown: ShownForm): FastifyReply {
  const { text, kind, policy, draft, fieldErrors, pass, switchHref, said, files = filesOf(request) } = shown;
  const page = (
    <ReportForm
      frame={kit.frame(text, policy)}
      view={{ text, draft, fieldErrors: [...fileErrors(files, text), ...fieldErrors] }}
      kind={kind}
      policy={policy}
      streets={kit.deps.streets}
      city={kit.deps.city}
      secrets={kit.secrets(request, reply, pass)}
      files={files}
      switchHref={switchHref ?? byButton}
      fresh={switchHref !== undefined}
      said={said}
      saves={kit.deps.drafts.mailLeaves}
    />
  );
  return kit.send(reply, shown.status, page);
}

type ShownSummary = ShownForm & { body: IntakeBody };

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
    />
  );
  return kit.send(reply, shown.status, page);
}
