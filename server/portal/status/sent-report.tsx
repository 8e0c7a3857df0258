import type { ReactElement } from 'react';
import { isFromReporter } from '#shared/domain/attachment.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { type AnyEvent, knownEvent } from '#shared/domain/history-event.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report, ReportKind } from '#shared/domain/report.ts';
import { LOCALES } from '#shared/words/languages.ts';
import { answeredRows, type Row, whatRows, whenRows, whereRows, whoRows } from '../form/check-rows.ts';
import { FileList } from '../form/file-line.tsx';
import { PartRows } from '../form/part-rows.tsx';
import type { ShownFile } from '../site/pictures.ts';
import type { PortalText } from '../site/text.ts';
import { takesEmail } from './takes-email.ts';

type SentProps = {
  text: PortalText;
  report: Report;
  /** The report's files; without pictures for someone with the access code alone. */
  files: readonly ShownFile[];
  policy: Policy;
  /** Whether to show the person's own details too. Someone with the access code alone does not see them. */
  withPerson: boolean;
};

/** What the person sent, as they sent it, folded away until they want to read it. */
export function SentReport({ text, report, files, policy, withPerson }: SentProps): ReactElement {
  const view = { text };
  const hidden = { email: takesEmail(report) ? 'yes' : 'no', phone: policy.agency.reviewPhone };
  const own = new Set(report.attachments.filter(isFromReporter).map(({ id }) => id));
  const sent = files.filter(({ id }) => own.has(id));
  const who = whoRows(view, report);
  const person: Titled[] = [
    [text.t('portal-form.sections.who'), who.who],
    [text.t('portal-form.sections.contact'), who.contact],
  ];
  const parts: Titled[] = [
    [text.t('portal-form.check.answered'), answeredRows(view, report)],
    [text.t(`portal-kinds.${report.kind}.what`), whatRows(view, report)],
    [text.t('portal-form.sections.when'), whenRows(view, report, policy)],
    [text.t('portal-form.sections.where'), whereRows(view, report)],
    [text.t('portal-form.sections.how'), [{ label: '', value: report.facts.how }]],
    [text.t('portal-status.addedLater'), addedRows(report, policy, text)],
  ];
  return (
    <details>
      <summary>{text.t('portal-status.sentReport')}</summary>
      <div className="folded">
        <Parts parts={parts} />
        {sent.length === 0 ? null : (
          <section className="part">
            <h3>{text.t('portal-status.files.label')}</h3>
            <FileList files={sent} text={text} />
          </section>
        )}
        {withPerson ? <Parts parts={person} /> : null}
        {withPerson ? null : <p className="hint">{text.t('portal-status.sentPerson', hidden)}</p>}
      </div>
    </details>
  );
}

type Titled = [title: string, rows: readonly Row[]];

function Parts({ parts }: { parts: readonly Titled[] }): ReactElement[] {
  return parts
    .filter(([, rows]) => rows.some(({ value }) => value !== null && value !== ''))
    .map(([title, rows]) => (
      <section className="part" key={title}>
        <h3>{title}</h3>
        <PartRows rows={rows} />
      </section>
    ));
}

/** What the person wrote after sending the report, each with its time. */
function addedRows({ history, kind }: Report, policy: Policy, text: PortalText): Row[] {
  const moment = new Intl.DateTimeFormat(LOCALES[text.lang], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: policy.agency.timeZone,
  });
  return history
    .filter((entry) => entry.by === null && ADDED_BY_PERSON.includes(entry.kind))
    .flatMap(({ at, note, event }) =>
      [{ label: moment.format(new Date(at)), value: note }].concat(toldRows(event, { kind, policy, text })),
    );
}

/** Returns the answers in a form that was added to this report instead of being filed. */
function toldRows(
  event: AnyEvent,
  { kind, policy, text }: { kind: ReportKind; policy: Policy; text: PortalText },
): Row[] {
  const known = knownEvent(event);
  if (known?.code !== 'added_again' || known.params.told === undefined) return [];
  const answers = { kind, facts: known.params.told };
  return [
    ...answeredRows({ text }, answers),
    ...whatRows({ text }, answers),
    ...whenRows({ text }, answers, policy),
    ...whereRows({ text }, answers),
  ];
}

const ADDED_BY_PERSON: readonly HistoryEntry['kind'][] = ['added', 'answered', 'appealed', 'withdrawn'];
