import type { Policy } from '#shared/domain/policy.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import type { Draft, FieldError } from './draft.ts';
import { offensesOf, type ReadReport } from './read-report.ts';

/** The pages of the form, one topic each, in order. */
export const FORM_PAGES = ['offense', 'what', 'when', 'where', 'how', 'files', 'who', 'contact'] as const;
export type FormPage = (typeof FORM_PAGES)[number];

/** The pages for a kind of report. The first is left out for a kind with only one title. */
export function pagesOf(kind: ReportKind, policy: Policy): FormPage[] {
  return FORM_PAGES.filter((page) => page !== 'offense' || offensesOf(policy, kind).length > 1);
}

/** Answers about how to reach the person; everything else about them is on the page before. */
const CONTACT = /^who\.(?:email|phone|address|preferredContact|bestTime|language|interpreter|safeContact(?:\.\w+)?)$/;

/** The page that asks for a field; null if it is on none, such as the whole form. */
export function pageOf(field: string): FormPage | null {
  if (CONTACT.test(field)) return 'contact';
  const [group = ''] = field.split('.');
  if (group === 'items' || group === 'fraud') return 'what';
  return FORM_PAGES.find((page) => page === group) ?? null;
}

export const errorsOn = (page: FormPage, errors: readonly FieldError[]): FieldError[] =>
  errors.filter(({ field }) => (pageOf(field) ?? page) === page);

/** The first page with an error; null when the report is complete. */
export function firstUnfinished(read: ReadReport, kind: ReportKind, policy: Policy): FormPage | null {
  if (read.ok) return null;
  const pages = pagesOf(kind, policy);
  return pages.find((page) => read.fieldErrors.some(({ field }) => pageOf(field) === page)) ?? pages[0] ?? 'what';
}

/** The page that a person was on when they stopped; null when it is not known. */
export function stoppedAt({ at = '' }: Draft, kind: ReportKind, policy: Policy): FormPage | null {
  return pagesOf(kind, policy).find((page) => page === at) ?? null;
}

/** What was submitted, and from where. */
export type Step = {
  /** The page that was answered; null for a form sent as a whole, such as the summary. */
  here: FormPage | null;
  /** Whether the person came from the summary to change something, and goes straight back to it. */
  returns: boolean;
};

export function stepOf(query: unknown, draft: Draft, kind: ReportKind, policy: Policy): Step {
  const asked = typeof query === 'object' && query !== null && 'page' in query ? query.page : undefined;
  const here = pagesOf(kind, policy).find((page) => page === asked) ?? null;
  return { here, returns: draft.step === 'check' || draft.returns === 'check' };
}

/** The page that a button leads to, by its `edit` value; null for a value that names none. */
export function editedPage(edit: string, kind: ReportKind, policy: Policy): FormPage | null {
  if (edit === 'point') return 'where';
  if (edit === 'item') return 'what';
  return pagesOf(kind, policy).find((page) => page === edit) ?? null;
}
