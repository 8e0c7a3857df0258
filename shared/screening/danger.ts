import type { HistoryEntry } from '../domain/history.ts';
import { knownEvent } from '../domain/history-event.ts';
import { answersReporter } from '../domain/messages.ts';
import type { Facts, Report } from '../domain/report.ts';
import { isOwed } from '../domain/workflow.ts';
import { DANGER_SIGNS, DANGER_WORDS, type DangerSign } from './danger-words.ts';
import type { Mark, TextRange } from './marks.ts';

/** Negations that apply to the words after them within a clause. */
const NOT =
  /(?:\b(?:no one|nobody|not|never|no|wasn't|weren't|isn't|didn't|without|nadie|nunca|ning[uú]n|sin)\b)[^.,;!?]{0,24}$/iu;

/** The signs of danger in a text, such as a narrative or an answer. Pure. */
export function dangerIn(text: string): DangerSign[] {
  const plain = plainOf(text);
  return DANGER_SIGNS.filter((sign) => said(DANGER_WORDS[sign], plain, 1).length > 0);
}

/** The positions of the signs of danger in a text, at most `most` of each. */
export function dangerMarks(text: string, most = 50): Mark<DangerSign>[] {
  const plain = plainOf(text);
  // A few letters of other scripts change their length in lowercase. Positions in `plain` would then be wrong in
  // `text`, so nothing is marked.
  if (plain.length !== text.length) return [];
  return DANGER_SIGNS.flatMap((code) =>
    said(DANGER_WORDS[code], plain, most).map(({ from, to }) => ({ from, to, code })),
  );
}

const plainOf = (text: string): string => text.replaceAll('’', "'").toLowerCase();

/**
 * Compiles the patterns ahead of time: on their first uses, V8 takes tens of milliseconds, which would delay a page, a
 * keystroke or other people's requests.
 */
export function warmDanger(): void {
  for (let times = 0; times < 2; times += 1) dangerIn('x');
}

/**
 * Finds words that occur without a negation, up to `most` times. Doesn't use `matchAll`, which compiles the pattern
 * each time.
 */
function said(words: RegExp, text: string, most: number): TextRange[] {
  const places: TextRange[] = [];
  words.lastIndex = 0;
  for (let found = words.exec(text); found !== null && places.length < most; found = words.exec(text)) {
    const from = found.index;
    if (!NOT.test(text.slice(Math.max(0, from - 60), from))) places.push({ from, to: from + found[0].length });
  }
  return places;
}

/** The signs of danger in everything that the reporter has written so far, including answers and additions. */
export function dangerOf({ facts, history }: Pick<Report, 'facts' | 'history'>): DangerSign[] {
  return dangerIn([narrativeOf(facts), ...history.flatMap(writtenIn)].join('\n'));
}

/** The reporter's text in a history entry, including a second form; text by the agency doesn't count. */
export function writtenIn({ by, note, event }: HistoryEntry): string[] {
  if (by !== null) return [];
  const known = knownEvent(event);
  const told = known?.code === 'added_again' ? known.params.told : undefined;
  return [note ?? '', told === undefined ? '' : narrativeOf({ how: '', ...told })];
}

/**
 * Whether a report is marked as danger and listed first. While the agency has to act, or if the report was withdrawn
 * before anyone acted, all of the reporter's text counts; otherwise only the text since the reporter was last answered.
 */
export function isDangerMarked(report: Pick<Report, 'facts' | 'history' | 'state'>): boolean {
  const nobodyActed = report.state === 'withdrawn' && report.history.every(({ by }) => by === null);
  if (isOwed(report) || nobodyActed) return dangerOf(report).length > 0;
  const later = report.history.slice(report.history.findLastIndex(answersReporter) + 1).flatMap(writtenIn);
  return later.some((text) => dangerIn(text).length > 0);
}

type FreeText = Pick<Facts, 'how' | 'items' | 'fraud'> & { who?: Pick<Facts['who'], 'bestTime'> };

/** All free text in a report. */
export const narrativeOf = ({ how, items, fraud, who }: FreeText): string =>
  [how, fraud?.discovered, ...items.map(({ marks }) => marks), who?.bestTime].filter((text) => text != null).join('\n');
