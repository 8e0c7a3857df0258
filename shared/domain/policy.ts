import { z } from 'zod';
import { says } from '../field-error.ts';
import { byLanguage } from './by-language.ts';
import { patternProblem } from './case-number.ts';
import { cityMap } from './city-map.ts';
import { calendarDate, cents } from './fact-shape.ts';
import { instant } from './ids.ts';
import { withLaterLetters } from './later-letters.ts';
import { mustAcceptRule, retentionRule, screeningQuestion, texts } from './policy-rules.ts';
import { recordsCopy } from './records-copy.ts';
import { LONGEST_NARRATIVE, language, reportKind } from './report.ts';
import { reviewRule } from './review-rule.ts';
import { SAFETY_HELP } from './safety-help.ts';
import { sentence } from './sentence.ts';
import { filledLine } from './text.ts';
import { PUBLIC_USE_NOTICE, USE_NOTICE } from './use-notices.ts';
import { COUNTED_IN } from './working-days.ts';

const title = texts(120);

export const reason = z.object({
  code: z.string().regex(/^[a-z_]{2,40}$/),
  /** The title that officers see when choosing. */
  title,
  /** What the letter tells the person: the reason, and what to do next. */
  text: texts(1000),
  action: texts(1000),
  /** The underlying rule, as the agency has published it. */
  rule: texts(300),
  needsDuplicateOf: z.boolean(),
  onlyAfterFollowUp: z.boolean(),
  /** Codes of screening flags that suggest this reason. */
  hints: z.array(z.string().max(60)),
  /**
   * Whether a letter with this reason may say that we believe the person. False, for example, if they withdrew the
   * report or it was a test.
   */
  believed: z.boolean().default(true),
  /**
   * Whether the report is closed because it is no longer needed, as when it was withdrawn. Letter and page then don't say
   * that it could not be approved.
   */
  closed: z.boolean().default(false),
});

export const offense = z.object({
  code: z.string().max(40),
  title,
  kind: reportKind,
  /** FBI NIBRS offense code; null for lost property. */
  nibrs: z
    .string()
    .regex(/^\d{2}[0-9A-Z]$/)
    .nullable(),
  /** A caution that officers see before choosing this title, such as "force makes it robbery (120)". */
  trap: texts(300).nullable(),
});
export type Offense = z.infer<typeof offense>;

export const missingItem = z.object({
  code: z.string().regex(/^[a-z_]{2,40}$/),
  kinds: z.array(reportKind).min(1),
  title,
  /** Whether uploading a photo or document is a complete answer. */
  byFile: z.boolean().default(false),
  /** The request as the person reads it. */
  ask: texts(500),
});

/**
 * A block of text that people get with certain letters about certain cases, such as the first steps after identity theft.
 */
export const notice = z.object({
  code: z.string().regex(/^[a-z_]{2,40}$/),
  /** The title that officers see. */
  title,
  kinds: z.array(reportKind).min(1),
  /** Offense titles; empty for all. While a report's title isn't known, it gets the notices for each. */
  offenses: z.array(z.string().max(40)).default([]),
  letters: z.array(z.enum(['received', 'approved', 'rejected'])).min(1),
  /** With rejections: reasons; empty for all. */
  reasons: z.array(z.string().max(40)).default([]),
  text: texts(1000),
});
export type Notice = z.infer<typeof notice>;

export const LETTER_KINDS = [
  'confirm_address',
  'resume_draft',
  'received',
  'approved',
  'rejected',
  'follow_up',
  'missed_call',
  'reminder',
  'closed_no_answer',
  'correction',
  'appeal_received',
  'appeal_upheld',
  'appeal_granted',
  'withdrawn',
  'added',
  'message',
  'late',
  'link_again',
] as const;
export const letterKind = z.enum(LETTER_KINDS);
export type LetterKind = z.infer<typeof letterKind>;

/**
 * The wording of one kind of letter in one language. Paragraphs may contain placeholders such as `{person}`. A
 * paragraph that consists only of `{items}` becomes a list, and a paragraph whose placeholder is empty is omitted.
 */
export const letterWording = z.object({
  subject: z.string().max(200),
  paragraphs: z.array(z.string().max(2000)).max(20),
});
export type LetterWording = z.infer<typeof letterWording>;

/**
 * All settings that an agency chooses for itself. A new version replaces the previous one as a whole; each decision
 * records the version it was made under.
 */
export const policy = z.object({
  version: z.int().min(1),
  publishedAt: instant,
  agency: z.object({
    name: z.string().max(120),
    city: z.string().max(80),
    state: z.string().length(2),
    dispatchPhone: z.string().max(40),
    reviewPhone: z.string().max(40),
    timeZone: z.string().max(60),
    /**
     * The agency's language. Its wording is used when another language is missing, and titles are sent to the records
     * system in it.
     */
    language: language.default('en'),
  }),
  /** Null for the city whose map the product includes, and for an agency that provided no map. */
  map: cityMap.nullable().default(null),
  // Each save of a draft generates a sample letter for each offense, so their number is limited.
  offenses: z.array(offense).min(1).max(200),
  reasons: z.array(reason).min(1).max(100),
  /** In the order in which the questions are asked. Required, so that a policy file can't omit them by accident. */
  screening: z.array(screeningQuestion).max(30),
  mustAccept: z.array(mustAcceptRule).max(30).default([]),
  missingItems: z.array(missingItem).min(1).max(100),
  /** Saved replies for notes, in display order. */
  sentences: z.array(sentence).max(100).default([]),
  notices: z.array(notice).max(30).default([]),
  letters: z.preprocess(withLaterLetters, z.record(letterKind, byLanguage(letterWording))),
  notice: z.object({ version: z.string().max(40), text: texts(2000) }),
  /** The notice that everyone acknowledges at sign-in (CJIS Security Policy AC-8). */
  useNotice: texts(4000).default(USE_NOTICE),
  /** The notice on the public pages before a form starts; stored with the report that follows (AC-8). */
  publicUseNotice: texts(2000).prefault(PUBLIC_USE_NOTICE),
  /** Whom someone who is hurt or threatened can turn to, and how to call safely; see `offersHelp`. A line for each. */
  safetyHelp: texts(2000).prefault(SAFETY_HELP),
  limits: z.object({
    /** Seconds between "saved" and sending, during which an officer can undo. */
    holdSeconds: z.int().min(0).max(600),
    /** Number of working days within which the agency promises to respond. */
    promiseDays: z.int().min(1).max(60),
    /**
     * How many days a person has to answer a follow-up. Letters that were already sent keep their deadline (see
     * `asPromised`).
     */
    replyDays: z.int().min(1).max(60),
    minimumAge: z.int().min(0).max(21),
    /** Minutes without keyboard or mouse input before the window locks (CJIS Security Policy AC-11: at most 30). */
    lockMinutes: z.int().min(1).max(30).default(10),
    /** Days until a closed report is removed from a workstation's cache; the server keeps it. */
    cacheDays: z.int().min(1).max(3650).default(90),
    /**
     * Where a fraud must have occurred to be reported here: only in the city, or also anywhere if the victim lives in
     * the city.
     */
    fraudPlace: z.enum(['occurred', 'occurred_or_resident']).default('occurred_or_resident'),
    /** Losses above this value, in US cents, must be reported to an officer in person; null means no limit. */
    valueCeilingCents: cents.nullable().default(null),
    /** Maximum number of narrative characters in the portal's form. */
    narrativeCharacters: z.int().min(500).max(LONGEST_NARRATIVE).default(10_000),
    /**
     * Whether a report counts only after the person opens a confirmation link sent by e-mail; requires outgoing mail.
     */
    confirmEmail: z.boolean().default(true),
    /**
     * How many tracking and case numbers a restored server skips: more than the agency assigns between two backups,
     * because those may already be on letters.
     */
    restoreGap: z.int().min(1).max(100_000).default(1_000),
    /** How many reports a job may remove, close or release, and accounts disable, in one run without being confirmed. */
    reportsPerRun: z.int().min(1).max(100_000).default(200),
    accountsPerRun: z.int().min(1).max(10_000).default(5),
  }),
  /**
   * Where to refer people whose report belongs to another town. A phone number is included only if the agency has
   * verified it.
   */
  otherPolice: z
    .array(z.object({ town: filledLine(80), name: filledLine(120), phone: z.string().max(40).nullable() }))
    .max(60)
    .default([]),
  /**
   * Dates of holidays on which the agency is closed, as observed (July 3 if July 4 is a Saturday). They don't count as
   * business days.
   */
  holidays: z.array(calendarDate).max(400).default([]),
  caseNumbers: z
    .object({
      /** For example `{yy}-{serial:6}`; see `caseNumber`. */
      pattern: z
        .string()
        .max(40)
        .refine((text) => patternProblem(text) === null, says({ code: 'case_number_pattern', params: {} })),
    })
    .default({ pattern: '{yy}-{serial:6}' }),
  times: z
    .object({
      /** How follow-up days are counted, both for reminders and for `limits.replyDays`. */
      countIn: z.enum(COUNTED_IN),
      /** A reminder is sent this many days after an unanswered follow-up. */
      reminderDays: z.array(z.int().min(1).max(60)).max(5),
      /** The hour, in the agency's time zone, after which reminders and closing letters are sent. */
      hour: z.int().min(0).max(23),
      /** Days after closing during which the letter's link can reopen the report. */
      reopenDays: z.int().min(1).max(730),
      /** Days after the reply deadline during which a letter's link still accepts the answer; then the link expires. */
      lateAnswerDays: z.int().min(0).max(365).default(30),
      /**
       * Days from an approval until the courtesy contact is due; `courtesyListDays` is how many days the approval then
       * stays on the list.
       */
      courtesyDays: z.int().min(1).max(365),
      courtesyListDays: z.int().min(1).max(365),
      /** Minutes for which colleagues see that an officer has a report open. */
      claimMinutes: z.int().min(1).max(120),
      /**
       * How many days to keep an unfinished report that the person can reopen by link (`draftDays`), and a report whose
       * e-mail address is not confirmed (`confirmDays`).
       */
      draftDays: z.int().min(1).max(30).default(30),
      confirmDays: z.int().min(1).max(30).default(7),
    })
    .default({
      countIn: 'calendar_days',
      reminderDays: [5, 10],
      hour: 9,
      reopenDays: 180,
      lateAnswerDays: 30,
      courtesyDays: 21,
      courtesyListDays: 30,
      claimMinutes: 10,
      draftDays: 30,
      confirmDays: 7,
    }),
  /**
   * Who gets an e-mail when a report may mean danger, and how often (in minutes) it is repeated until someone opens the
   * report.
   */
  danger: z
    .object({ to: z.array(z.email().max(254)).max(20), againMinutes: z.int().min(1).max(240) })
    .default({ to: [], againMinutes: 10 }),
  /** Reports that no rule covers are kept forever. Nothing under a legal hold is ever removed. */
  retention: z.array(retentionRule).max(60).default([]),
  recordsCopy,
  review: reviewRule.prefault({}),
});
export type Policy = z.infer<typeof policy>;
