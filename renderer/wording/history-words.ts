import type { DecisionRow } from '#shared/domain/decision-record.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { known } from '../t.ts';
import { fieldWords } from './field-words.ts';

/** The server names the field of a correction by its place in the facts. */
const FIELD = /(?<=Corrected beside the person's words: )[\w.]*\w/;

/** What happened, as an officer reads it. */
export const historyWords = ({ summary }: Pick<HistoryEntry, 'summary'>): string =>
  known(summary.replace(FIELD, fieldWords));

/** The cause of a decision, as a supervisor reads it. */
export const causeWords = ({ kind, why }: Pick<DecisionRow, 'kind' | 'why'>): string =>
  kind === 'correct' ? fieldWords(why) : known(why);
