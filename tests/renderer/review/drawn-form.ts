import { createElement, type FunctionComponent } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Draft } from '#shared/domain/draft.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { startDraft } from '../../../renderer/review/draft.ts';
import type { FormProps } from '../../../renderer/review/forms.tsx';
import { firstPolicy } from '../../helpers/builders.ts';

/** Returns a report's form as HTML, as it opens. `view` and `draft` replace parts of what it opens with. */
export function drawnForm(
  form: FunctionComponent<FormProps>,
  report: ReportView['report'],
  {
    view = {},
    draft = {},
    policy = firstPolicy(),
  }: { view?: Partial<ReportView>; draft?: Partial<Draft>; policy?: Policy } = {},
): string {
  return renderToStaticMarkup(
    createElement(form, {
      view: {
        report,
        here: true,
        outbox: [],
        unsent: false,
        comparing: false,
        hints: [],
        duplicates: [],
        incident: null,
        sameSender: [],
        ...view,
      },
      policy,
      draft: { ...startDraft(report, policy), ...draft },
      onChange: () => {},
      errors: [],
      onReject: () => {},
    }),
  );
}
