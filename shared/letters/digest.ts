import type { Policy } from '../domain/policy.ts';
import { LETTER_WORDS, LOCALES } from '../words/languages.ts';
import { fill, toHtml, toText } from './wording.ts';

/** The figures in the weekly digest for supervisors. A figure is null if the agency doesn't use its feature. */
export type DigestNumbers = {
  /** Reports received and decided in the week. */
  received: number;
  decided: number;
  overdue: number;
  /** How many people were notified during the week that the promised answer is late. */
  toldLate: number;
  /** Reports whose reporter wrote a message that nobody has answered by its due date. */
  messagesOverdue: number;
  appealsWaiting: number;
  samplesWaiting: number | null;
  /** Policy drafts that are ready but not published yet. */
  draftsReady: number;
  badSignIns: number;
  /** How often an account was locked or slowed down because of bad sign-ins. */
  locks: number;
  lettersFailed: number;
  lettersToPrint: number;
  /** The last check of the audit log; null before the first one. */
  chainIntact: boolean | null;
  chainCheckedAt: string | null;
};

export type Digest = { subject: string; text: string; html: string };

/** The weekly digest in the agency's language. `from` and `to` are the first and last day of the week, YYYY-MM-DD. */
export function weeklyDigest(
  numbers: DigestNumbers,
  { from, to }: { from: string; to: string },
  { agency }: Pick<Policy, 'agency'>,
): Digest {
  const { language, timeZone } = agency;
  const words = LETTER_WORDS[language];
  const locale = LOCALES[language];
  const dayWords = (day: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));
  const count = (n: number) => new Intl.NumberFormat(locale).format(n);
  const checkedAt = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const { samplesWaiting, chainIntact, chainCheckedAt } = numbers;
  const checked = chainCheckedAt === null ? '' : checkedAt.format(Date.parse(chainCheckedAt));
  const chain =
    chainIntact === null
      ? words['letters.digestChainUnchecked']
      : chainIntact
        ? words['letters.digestChainIntact']
        : words['letters.digestChainBroken'];
  const values = {
    agency: agency.name,
    from: dayWords(from),
    to: dayWords(to),
    received: count(numbers.received),
    decided: count(numbers.decided),
    overdue: count(numbers.overdue),
    late: count(numbers.toldLate),
    messages: count(numbers.messagesOverdue),
    appeals: count(numbers.appealsWaiting),
    samples: count(samplesWaiting ?? 0),
    drafts: count(numbers.draftsReady),
    failures: count(numbers.badSignIns),
    locks: count(numbers.locks),
    failed: count(numbers.lettersFailed),
    print: count(numbers.lettersToPrint),
    checked,
  };
  const lines = [
    words['letters.digestReceived'],
    words['letters.digestOverdue'],
    words['letters.digestLate'],
    words['letters.digestMessages'],
    words['letters.digestAppeals'],
    ...(samplesWaiting === null ? [] : [words['letters.digestSamples']]),
    ...(numbers.draftsReady === 0 ? [] : [words['letters.digestDrafts']]),
    words['letters.digestLetters'],
    words['letters.digestSignIns'],
    chain,
  ];
  const list = lines.map((line) => fill([line], values).flat().join(' '));
  const blocks = [...fill([words['letters.digestLead']], values), list, words['letters.digestEnd']];
  return {
    subject: fill([words['letters.digestSubject']], values).flat().join(' '),
    text: toText(blocks),
    html: toHtml(blocks, language, []),
  };
}
