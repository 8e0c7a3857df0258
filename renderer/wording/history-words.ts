import type { DangerAnswer } from '#shared/domain/act.ts';
import type { FactGroup } from '#shared/domain/fact-fields.ts';
import { allFields, type Told, valueIn } from '#shared/domain/fact-paths.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { type HistoryEvent, knownEvent } from '#shared/domain/history-event.ts';
import { filesSent } from '#shared/domain/messages.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import type { Zone } from '../model/time.ts';
import { exactTimeframe } from '../model/timeframe.ts';
import { say, t } from '../t.ts';
import { askedFor } from './act-words.ts';
import { fieldWords, valueWords } from './field-words.ts';
import { hintName } from './hint-words.ts';
import { CALL_WORDS, fileSize } from './words.ts';

type Asked = Extract<HistoryEvent, { code: 'asked' }>['params'];
type Happened = Pick<HistoryEntry, 'event'>;

/** A history entry as shown to an officer. */
export function historyWords({ event }: Happened, titles: PolicyTitles): string {
  const known = knownEvent(event);
  if (known === null) return t('history.unknown');
  return known.code === 'asked' ? askedWords(known.params, titles) : say('history', named(known, titles));
}

/** Returns what an officer asked for: items, and a question in the officer's own words. */
function askedWords({ missing, question }: Asked, titles: PolicyTitles): string {
  const items = titles.missing(missing).join(', ');
  if (question === undefined) return t('history.asked', { missing: items });
  return items === '' ? t('history.askedQuestion', { question }) : t('history.askedBoth', { missing: items, question });
}

/** Says why a report was approved despite unmet requirements, one line for each; empty for any other event. */
export function anywayWords({ event }: Happened): string[] {
  const known = knownEvent(event);
  if (known?.code !== 'approved') return [];
  return (known.params.anyway ?? []).map(({ hint, because }) => t('history.anyway', { flag: hintName(hint), because }));
}

/** What an officer did about words that may mean danger. */
export function dangerAnswerWords({ way, because = '' }: DangerAnswer): string {
  if (way === 'dispatch') return t('history.dangerDispatch');
  return way === 'escalated' ? t('history.dangerEscalated') : t('history.dangerNot', { because });
}

/** The lines that belong to an entry apart from its note: what the officer decided despite a flag or about danger. */
export const decidedWords = (entry: Pick<HistoryEntry, 'event' | 'danger'>): string[] => [
  ...(entry.danger === undefined ? [] : [dangerAnswerWords(entry.danger)]),
  ...anywayWords(entry),
];

/**
 * The contents of a full form that was added to an existing report instead of becoming a new one, one line each; empty
 * for any other event.
 */
export function toldWords({ event }: Happened, zone: Zone): string[] {
  const known = knownEvent(event);
  const told = known?.code === 'added_again' ? known.params.told : undefined;
  if (told === undefined) return [];
  const line = (path: string, group: FactGroup, values: Told): string => {
    const parts = allFields(group).flatMap(([name]) => {
      const value = valueIn(values, name);
      return value === null || value === '' ? [] : [`${fieldWords(name)}: ${valueWords(`${path}.${name}`, value)}`];
    });
    return `${fieldWords(path)}: ${parts.join('; ')}`;
  };
  return [
    ...(told.answeredYes ?? []).map(({ question }) => `${question} ${t('report.yes')}`),
    ...told.items.map((item, at) => line(`items.${at}`, 'items', item)),
    ...(told.fraud === null ? [] : [line('fraud', 'fraud', told.fraud)]),
    line('where', 'where', told.where),
    `${fieldWords('when')}: ${exactTimeframe(told.when, zone)}`,
  ];
}

/** The files that an officer sent with a message, each with its hash. */
export const fileWords = (entry: Happened): string[] =>
  filesSent(entry).map(({ name, bytes, sha256: hash }) => t('history.fileSent', { name, size: fileSize(bytes), hash }));

/** The cause of a decision, as shown to supervisors in the list of decisions. */
export function causeWords({ event }: Happened, titles: PolicyTitles): string {
  const known = knownEvent(event);
  if (known === null) return t('history.unknown');
  if (known.code === 'asked') return askedFor(known.params, titles);
  const { code, params } = named(known, titles);
  if (code === 'approved') return params.offense;
  if (code === 'rejected') return params.reason;
  if (code === 'rejected_duplicate') return t('ui.reasonDuplicateOfDuplicateOf', params);
  if (code === 'corrected') return params.field;
  if (code === 'returned') return params.cause;
  if (code === 'called') return CALL_WORDS[params.outcome];
  if (code === 'assigned') return t('history.cause.assigned', params);
  if (code === 'unassigned') return t('ui.unassigned');
  return isPlainCause(code) ? say('history.cause', { code, params: {} }) : historyWords({ event }, titles);
}

/** Causes without parameters. */
const PLAIN_CAUSES = [
  'escalated',
  'noted',
  'no_answer_needed',
  'message_sent',
  'appeal_upheld',
  'appeal_granted',
  'appeal_upheld_alone',
  'appeal_granted_alone',
] as const;
const isPlainCause = (code: string): code is (typeof PLAIN_CAUSES)[number] => PLAIN_CAUSES.some((one) => one === code);

/** The event with its codes replaced by text: titles from the policy, and the label of a corrected field. */
function named(event: Exclude<HistoryEvent, { code: 'asked' }>, titles: PolicyTitles) {
  const { code, params } = event;
  if (code === 'approved') {
    const { offenseCode, caseNumber } = params;
    return { code, params: { offense: titles.offense(offenseCode), caseNumber } };
  }
  if (code === 'rejected') return { code, params: { reason: titles.reason(params.reasonCode) } };
  if (code === 'rejected_duplicate') {
    return { code, params: { reason: titles.reason(params.reasonCode), duplicateOf: params.duplicateOf } };
  }
  if (code === 'corrected') return { code, params: { field: fieldWords(params.field) } };
  if (code === 'message_sent') return { code, params: { files: params.files?.length ?? 0 } };
  return event;
}
