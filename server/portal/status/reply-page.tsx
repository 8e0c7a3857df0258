import type { ReactElement } from 'react';
import { inLanguage } from '#shared/domain/by-language.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { dayOf } from '#shared/domain/working-days.ts';
import { ANSWER_MAX, type OpenFollowUp } from '../deps.ts';
import { type Draft, type FieldError } from '../form/draft.ts';
import { ErrorSummary } from '../form/error-summary.tsx';
import { createReader } from '../form/field-reader.ts';
import { type FormView, TextBox } from '../form/fields.tsx';
import { FilesSection } from '../form/files-section.tsx';
import { FormFrame, type FormSecrets } from '../form/form-frame.tsx';
import { KeepPanel } from '../form/keep-panel.tsx';
import type { FormFiles } from '../form/uploads.ts';
import { byButton, type Frame, Page, WholeNumbers } from '../site/page.tsx';
import { type PortalText, textIn } from '../site/text.ts';
import { dayWords } from './day-words.tsx';
import { SentReport } from './sent-report.tsx';

type Question = { field: string; title: string; ask: string; byFile: boolean };

/** The requested items and the officer's own question, in the same order as in the letter. */
function questionsOf(followUp: OpenFollowUp, policy: Policy, text: PortalText): Question[] {
  const items = followUp.asked.flatMap((code) => {
    const item = policy.missingItems.find((one) => one.code === code);
    return item === undefined
      ? []
      : [
          {
            field: `answer.${code}`,
            title: inLanguage(item.title, policy),
            ask: inLanguage(item.ask, policy, text.lang),
            byFile: item.byFile,
          },
        ];
  });
  const { question } = followUp;
  if (question === null) return items;
  return [...items, { field: 'answer.own-question', title: question, ask: question, byFile: false }];
}

/** Formats a title as a heading above its answer; a question needs no colon. */
const asHeading = (title: string): string => (/[?!:]$/.test(title) ? title : `${title}:`);

export type ReadAnswer = { ok: true; text: string } | { ok: false; fieldErrors: readonly FieldError[] };

/** Combines the answers into one text for the officer, each under the title of the requested item. */
export function readAnswer(
  draft: Draft,
  followUp: OpenFollowUp,
  { policy, text, files }: { policy: Policy; text: PortalText; files: FormFiles },
): ReadAnswer {
  const questions = questionsOf(followUp, policy, text);
  const moreLabel = text.t(`portal-status.reply.${questions.length > 0 ? 'more' : 'only'}.label`);
  const reader = createReader(draft, text, (name) => questions.find(({ field }) => field === name)?.ask ?? moreLabel);
  // In the agency's language, like the titles, because this text is for officers, not for the person.
  const forOfficers = textIn(policy.agency.language).t('portal-status.reply.seeFiles');
  const parts = questions.map(({ field, title, ask, byFile }) => {
    const answer = reader.paragraph(field, ANSWER_MAX);
    const shown = answer === '' && byFile && files.kept.length > 0;
    if (answer === '' && !shown) reader.complain(field, text.t('portal-errors.answer'), ask);
    return `${asHeading(title)}\n${shown ? forOfficers : answer}`;
  });
  const more = reader.paragraph('more', ANSWER_MAX);
  if (more !== '') parts.push(more);
  else if (questions.length === 0) reader.complain('more', text.t('portal-errors.answer'));
  const all = parts.join('\n\n');
  if (reader.fieldErrors.length === 0 && all.length > ANSWER_MAX) {
    reader.complain(questions[0]?.field ?? 'more', text.t('portal-errors.answerTooLong', { max: ANSWER_MAX }));
  }
  return reader.fieldErrors.length > 0 ? { ok: false, fieldErrors: reader.fieldErrors } : { ok: true, text: all };
}

/** By when to answer, and when the link expires. */
function EndOfLink({ followUp, policy, text }: { followUp: OpenFollowUp; policy: Policy; text: PortalText }) {
  const { answerBy, until } = followUp;
  const ends = until === null ? null : dayWords(dayOf(until, policy.agency.timeZone), text);
  if (answerBy === null && ends === null) return null;
  return (
    <p>
      {answerBy === null ? null : `${text.t('portal-status.answerBy', { by: dayWords(answerBy, text) })} `}
      {ends === null ? null : text.t('portal-status.reply.ends', { day: ends })}
    </p>
  );
}

type ReplyProps = {
  frame: Frame;
  view: FormView;
  action: string;
  followUp: OpenFollowUp;
  /** Whether to show the person's own details too. Someone with a code alone does not see them. */
  withPerson: boolean;
  policy: Policy;
  secrets: FormSecrets;
  files: FormFiles;
};

export function ReplyPage({
  frame,
  view,
  action,
  followUp,
  withPerson,
  policy,
  secrets,
  files,
}: ReplyProps): ReactElement {
  const { text } = view;

  const questions = questionsOf(followUp, policy, text);
  return (
    <Page
      frame={frame}
      title={text.t('portal-status.reply.title')}
      switchHref={byButton}
      invalid={view.fieldErrors.length > 0}
    >
      <ErrorSummary view={view} />
      <h1>{text.t('portal-status.reply.title')}</h1>
      <p className="lead">
        <WholeNumbers line={text.t('portal-status.reply.lead', { tracking: followUp.trackingNumber })} />
      </p>
      <EndOfLink followUp={followUp} policy={policy} text={text} />
      {followUp.note === '' ? null : (
        <section aria-labelledby="note">
          <h2 id="note">{text.t('portal-status.reply.officerNote')}</h2>
          <blockquote>{followUp.note}</blockquote>
        </section>
      )}
      {followUp.report === null ? null : (
        <SentReport text={text} report={followUp.report} files={[]} policy={policy} withPerson={withPerson} />
      )}
      <FormFrame
        view={view}
        action={action}
        secrets={secrets}
        submit={text.t('portal-status.reply.submit')}
        keep={`answer-${followUp.trackingNumber}`}
        isOwn={true}
        files={true}
      >
        <KeepPanel text={text} isQuiet={false} />
        {questions.map((one) => (
          <TextBox
            key={one.field}
            view={view}
            name={one.field}
            label={one.ask}
            hint={
              one.byFile
                ? `${text.t('portal-status.files.byFile')} ${text.t('portal-status.reply.unknownHint')}`
                : text.t('portal-status.reply.unknownHint')
            }
            rows={4}
            most={ANSWER_MAX}
          />
        ))}
        {questions.length > 0 ? (
          <TextBox
            view={view}
            name="more"
            label={text.t('portal-status.reply.more.label')}
            optional={true}
            rows={4}
            most={ANSWER_MAX}
          />
        ) : (
          <TextBox
            view={view}
            name="more"
            label={text.t('portal-status.reply.only.label')}
            rows={8}
            most={ANSWER_MAX}
          />
        )}
        <FilesSection
          view={view}
          files={files}
          label={text.t('portal-status.files.label')}
          hint={text.t('portal-status.files.hint')}
          action={action}
        />
      </FormFrame>
    </Page>
  );
}
