import type { ExportedDecision } from '#shared/domain/decision-record.ts';
import type { FigureTable } from '#shared/domain/figure-table.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import type { Zone } from '../model/time.ts';
import { t } from '../t.ts';
import { causeWords, dangerAnswerWords } from '../wording/history-words.ts';
import { ACT_NOUNS, KIND_WORDS, LANGUAGE_WORDS } from '../wording/words.ts';
import { LETTER_STATES } from './letter-states.ts';

/** Maximum length of a note in a spreadsheet cell; longer notes are cut. */
const MOST_CHARACTERS = 4_000;

/** Decisions as a table for a spreadsheet. Times are in the agency's time zone, written so that they can be sorted. */
export function decisionTable(
  rows: readonly ExportedDecision[],
  { titles, zone, name }: { titles: PolicyTitles; zone: Zone; name: string },
): FigureTable {
  const yesNo = (is: boolean | null) => (is === null ? null : is ? t('ui.yes') : t('ui.no'));
  const time = (iso: string) => zone.stamp.format(new Date(iso));
  return {
    name,
    columns: [
      t('common.when'),
      t('common.officer'),
      t('common.trackingNumber'),
      t('trail.reportKind'),
      t('trail.language'),
      t('audit.received'),
      t('audit.decision'),
      t('common.why'),
      t('common.note'),
      t('common.askedAboutDanger'),
      t('common.caseNumber'),
      t('common.letter'),
      t('trail.followed'),
      t('trail.decidedOffline'),
    ],
    rows: rows.map((row) => [
      time(row.at),
      row.officer.displayName,
      row.trackingNumber,
      KIND_WORDS[row.reportKind],
      LANGUAGE_WORDS[row.language],
      time(row.receivedAt),
      ACT_NOUNS[row.kind],
      causeWords(row, titles),
      row.note.slice(0, MOST_CHARACTERS),
      row.danger == null ? null : dangerAnswerWords(row.danger),
      row.caseNumber,
      row.letter === null ? null : LETTER_STATES[row.letter].short,
      yesNo(row.hintsFollowed),
      yesNo(row.offline),
    ]),
  };
}
