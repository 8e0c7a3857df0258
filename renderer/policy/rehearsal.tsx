import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { LetterKind } from '#shared/domain/policy.ts';
import type { PolicyDraftRow, Rehearsal, RehearsedRow } from '#shared/domain/policy-draft.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { shortDay } from '../model/time.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { ReportLink } from '../ui/report-link.tsx';
import { fieldSentence } from '../wording/error-words.ts';
import { hintName } from '../wording/hint-words.ts';
import { ACT_NOUNS } from '../wording/words.ts';
import { keptRehearsal } from './kept-rehearsal.ts';
import { LETTER_NAMES } from './policy-words.ts';

/** Tries a draft on real decisions and open reports, and lists what would change. Nothing is actually changed. */
export function RehearsalSection({
  draft: { id: draftId, revision },
  listsReports,
  onOpen,
}: {
  draft: Pick<PolicyDraftRow, 'id' | 'revision'>;
  listsReports: boolean;
  onOpen: (reportId: string) => void;
}) {
  const { now } = useDesk();
  const [tried, setTried] = useState(keptRehearsal.get);
  const shown = tried?.draftId === draftId ? tried : null;
  const task = useTask();
  const section = useRef<HTMLElement>(null);
  const isNew = useRef(false);
  // The list of changes above may be long, so scroll the results into view.
  useEffect(() => {
    if (isNew.current && shown !== null) section.current?.scrollIntoView({ block: 'start' });
  }, [shown]);
  const keep = (next: typeof tried) => {
    keptRehearsal.put(next);
    setTried(next);
  };
  const start = () =>
    task.run('rehearse', async () => {
      keep(null);
      const found = await ask('policy.rehearse', { draftId });
      isNew.current = true;
      keep({ draftId, revision, at: new Date(now).toISOString(), found });
    });
  return (
    <section className="stack" ref={section} aria-label={t('policy.rehearsal')}>
      <div className="fit-head">
        <h3 className="section-title">{t('policy.rehearsal')}</h3>
        <Button className="button" isPending={task.busy !== null} onPress={start}>
          {task.busy === null ? t('policy.rehearse') : t('policy.rehearsing')}
        </Button>
      </div>
      {task.error !== null && <ErrorNotice error={task.error} title={t('policy.couldntDo')} onRetry={start} />}
      {shown !== null && (
        <>
          {shown.revision !== revision && <Notice tone="warn" title={t('policy.changedSinceTried')} />}
          <Found found={shown.found} listsReports={listsReports} onOpen={onOpen} />
        </>
      )}
    </section>
  );
}

function Found({
  found,
  listsReports,
  onOpen,
}: {
  found: Rehearsal;
  listsReports: boolean;
  onOpen: (reportId: string) => void;
}) {
  const { decisions, open, allOpen, changed, rows, more } = found;
  return (
    <>
      <p role="status">{t('policy.rehearsalLead', { decisions, open, all: allOpen })}</p>
      <ul className="policy-counts">
        <li>{t('policy.nLetters', { n: changed.letters })}</li>
        {changed.otherLetters.length > 0 && (
          <li>{t('policy.otherLetters', { letters: changed.otherLetters.map(letterName).join(', ') })}</li>
        )}
        <li>{t('policy.nRefused', { n: changed.refused })}</li>
        <li>{t('policy.nFlags', { n: changed.flags })}</li>
        <li>{t('policy.nDue', { n: changed.due })}</li>
        <li>{t('policy.nOverdue', { n: changed.overdue })}</li>
        <li>{t('policy.nOnTime', { n: changed.onTime })}</li>
        {changed.removed > 0 && <li>{t('policy.nRemoved', { n: changed.removed })}</li>}
      </ul>
      {!listsReports && <p className="faint">{t('policy.countsOnly')}</p>}
      {rows.length > 0 && (
        <table className="tray-table" aria-label={t('policy.rehearsal')}>
          <thead>
            <tr>
              <th scope="col">{t('policy.report')}</th>
              <th scope="col">{t('common.decisions')}</th>
              <th scope="col">{t('policy.whatChanges')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // A report may be listed more than once, for each of its decisions.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={at}>
                <th scope="row">
                  <ReportLink {...row} onOpen={onOpen} />
                </th>
                <td>{row.act === null ? t('policy.openReport') : ACT_NOUNS[row.act]}</td>
                <td>
                  {changeWords(row)}
                  {row.letterChange !== null && <LetterChange {...row.letterChange} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more.decisions > 0 && <p className="faint">{t('policy.nMoreDecisions', { n: more.decisions })}</p>}
      {more.open > 0 && <p className="faint">{t('policy.nMoreOpen', { n: more.open })}</p>}
    </>
  );
}

const letterName = (kind: string): string => LETTER_NAMES[kind as LetterKind] ?? kind;

/** Shows a letter before and after a change, collapsed because there may be many letters. */
function LetterChange({ before, after }: { before: string; after: string }) {
  return (
    <details className="letter-change">
      <summary>{t('policy.showLetterChange')}</summary>
      <p className="faint">{t('policy.before')}</p>
      <p dir="auto">{before === '' ? '–' : before}</p>
      <p className="faint">{t('policy.after')}</p>
      <p dir="auto">{after === '' ? '–' : after}</p>
    </details>
  );
}

const OVERDUE = { becomes: t('policy.becomesOverdue'), stops: t('policy.stopsOverdue') };

function changeWords({ letter, refused, flagsAdded, flagsRemoved, due, overdue }: RehearsedRow): string {
  const flags = (codes: readonly string[]) => codes.map(hintName).join(' ');
  return [
    ...(refused === null ? [] : [fieldSentence({ detail: refused })]),
    ...(letter ? [t('policy.letterDiffers')] : []),
    ...(flagsAdded.length === 0 ? [] : [t('policy.flagsAdded', { flags: flags(flagsAdded) })]),
    ...(flagsRemoved.length === 0 ? [] : [t('policy.flagsRemoved', { flags: flags(flagsRemoved) })]),
    ...(due === null ? [] : [t('policy.dueMoves', { before: shortDay(due.before), after: shortDay(due.after) })]),
    ...(overdue === null ? [] : [OVERDUE[overdue]]),
  ].join(' · ');
}
