import type { Act } from '#shared/domain/act.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { Facts, Report } from '#shared/domain/report.ts';
import { nextState } from '#shared/domain/workflow.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import { t } from '../t.ts';
import { fieldWords, valueWords } from '../wording/field-words.ts';
import { STATE_WORDS } from '../wording/words.ts';

/**
 * One field of a report in three versions: before, as the officer's act changes it (null if the act does not change it),
 * and now.
 */
export type Line = { field: string; before: string; mine: string | null; now: string };
export type Comparison = {
  /** Fields whose three versions are not all equal. */
  differing: Line[];
  /** Names of fields that are equal in both versions of the report and that the act does not change. */
  same: string[];
  /** History entries added in the meantime, oldest first. */
  between: HistoryEntry[];
};

type Given = { before: Report | null; now: Report; act: Act; role: Role; titles: PolicyTitles };

/** Compares what the officer saw, what the act would change, and what the server has now. */
export function compareReports({ before, now, act, role, titles }: Given): Comparison {
  // If the old version is not available, use the current one in its place: the comparison then shows only the act and the
  // current state.
  const was = before ?? now;
  const title = (code: string | null) => (code === null ? t('linkage.none') : titles.offense(code));
  const lines: Compared[] = [
    line(t('common.status'), STATE_WORDS[was.state], mineState(was, act, role), STATE_WORDS[now.state]),
    line(
      t('common.offenseTitle'),
      was.offenseCode,
      act.kind === 'approve' ? act.offenseCode : null,
      now.offenseCode,
      title,
    ),
    line(t('common.caseNumber'), was.caseNumber ?? t('linkage.none'), null, now.caseNumber ?? t('linkage.none')),
    line(
      t('outbox.assignedTo'),
      was.assignedTo?.displayName ?? t('outbox.noOne'),
      act.kind === 'assign' ? (act.to === null ? t('outbox.noOne') : nameOf(act.to, was, now)) : null,
      now.assignedTo?.displayName ?? t('outbox.noOne'),
    ),
    line(t('common.attachments'), files(was), null, files(now)),
    ...corrected(was, now, act),
    ...told(was.facts, now.facts),
  ];
  return {
    differing: lines.filter(({ differs }) => differs).map((one) => one.line),
    same: lines.filter(({ differs }) => !differs).map((one) => one.line.field),
    between: before === null ? [] : now.history.slice(before.history.length),
  };
}

type Compared = { line: Line; differs: boolean };

/** Compares the values themselves, because different values may be shown in the same words. */
function line<T>(field: string, before: T, mine: T | null, now: T, words: (value: T) => string = String): Compared {
  return {
    line: { field, before: words(before), mine: mine === null ? null : words(mine), now: words(now) },
    differs: before !== now || (mine !== null && mine !== now),
  };
}

function mineState(was: Report, act: Act, role: Role): string | null {
  const state = nextState(was.state, act.kind, role);
  return state === null || state === was.state ? null : STATE_WORDS[state];
}

function nameOf(id: string, ...reports: Report[]): string {
  return reports.find(({ assignedTo }) => assignedTo?.id === id)?.assignedTo?.displayName ?? t('outbox.aColleague');
}

const files = ({ attachments }: Report): string =>
  attachments.length === 0 ? t('linkage.none') : attachments.map(({ name }) => name).join(', ');

/** Compares every field that has a correction in either version or in the act, by its newest correction. */
function corrected(was: Report, now: Report, act: Act): Compared[] {
  const mine = act.kind === 'correct' ? act : null;
  const fields = new Set(
    [...was.corrections, ...now.corrections, ...(mine === null ? [] : [mine])].map((one) => one.field),
  );
  const newest = ({ corrections }: Report, field: string) => {
    const found = corrections.findLast((one) => one.field === field);
    return found === undefined ? t('outbox.asTheReporterEnteredIt') : valueWords(field, found.value);
  };
  return [...fields].map((field) =>
    line(
      t('outbox.fieldCorrected', { field: fieldWords(field) }),
      newest(was, field),
      mine?.field === field ? valueWords(field, mine.value) : null,
      newest(now, field),
    ),
  );
}

const PARTS: readonly (readonly [keyof Facts, string])[] = [
  ['who', t('common.reporter')],
  ['items', t('common.property')],
  ['fraud', t('kinds.fraud')],
  ['when', t('common.dateAndTime')],
  ['where', t('common.location')],
  ['how', t('common.narrative')],
];

/**
 * The reporter's own facts never change. If a server restored from a backup has different facts anyway, each value that
 * differs is listed as a separate field.
 */
function told(was: Facts, now: Facts): Compared[] {
  return PARTS.flatMap(([part, title]) => {
    const before = leaves(part, was[part]);
    const after = leaves(part, now[part]);
    const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
      (path) => before.get(path) !== after.get(path),
    );
    if (paths.length === 0) return [line(title, '', null, '')];
    return paths.map((path) =>
      line(fieldWords(path), before.get(path) ?? t('ui.blank'), null, after.get(path) ?? t('ui.blank')),
    );
  });
}

function leaves(path: string, value: unknown, into = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) leaves(`${path}.${name}`, inner, into);
  } else into.set(path, valueWords(path, value));
  return into;
}
