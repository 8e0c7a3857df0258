import { z } from 'zod';
import { says } from '../field-error.ts';
import { byLanguage } from './by-language.ts';
import { patternProblem } from './case-number.ts';
import { calendarDate, cents } from './fact-shape.ts';
import { instant } from './ids.ts';
import { policyText } from './policy-text.ts';
import { LONGEST_NARRATIVE, language, reportKind, reportState } from './report.ts';
import { sentence } from './sentence.ts';
import { filledLine } from './text.ts';

const title = policyText(z.string().max(120));
const both = (max: number) => byLanguage(z.string().max(max));

export const reason = z.object({
  code: z.string().regex(/^[a-z_]{2,40}$/),
  /** What officers read in the list. */
  title,
  /** What the person reads: the reason, and what to do now. */
  text: both(1000),
  action: both(1000),
  /** The rule it rests on, as it is named in the agency's own publication. */
  rule: policyText(z.string().max(300)),
  needsDuplicateOf: z.boolean(),
  onlyAfterFollowUp: z.boolean(),
  /** Codes of screening hints that suggest this reason. */
  hints: z.array(z.string().max(60)),
});

export const offense = z.object({
  code: z.string().max(40),
  title,
  kind: reportKind,
  /** FBI NIBRS offense code; lost property has none. */
  nibrs: z
    .string()
    .regex(/^\d{2}[0-9A-Z]$/)
    .nullable(),
  /** What an officer must see before choosing it, such as "force makes it robbery (120)". */
  trap: policyText(z.string().max(300)).nullable(),
});
export type Offense = z.infer<typeof offense>;

export const missingItem = z.object({
  code: z.string().regex(/^[a-z_]{2,40}$/),
  kinds: z.array(reportKind).min(1),
  title,
  /** Whether a photograph or paper answers it by itself. */
  byFile: z.boolean().default(false),
  /** What the person is asked for. */
  ask: both(500),
});

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
] as const;
export const letterKind = z.enum(LETTER_KINDS);
export type LetterKind = z.infer<typeof letterKind>;

/**
 * The wording of one kind of letter in one language. Paragraphs may hold placeholders such as `{person}`; a
 * paragraph that is only `{items}` becomes a list, and one whose placeholder is empty is left out.
 */
export const letterWording = z.object({
  subject: z.string().max(200),
  paragraphs: z.array(z.string().max(2000)).max(20),
});

/** How long reports of some kinds with some outcome are kept; of several rules that fit, the longest time counts. */
export const retentionRule = z.object({
  kinds: z.array(reportKind).min(1),
  states: z.array(reportState).min(1),
  /** Counted from the report's last act or answer, in days of 24 hours. Ten years are 3,653. */
  days: z.int().min(30).max(36_600),
});
export type RetentionRule = z.infer<typeof retentionRule>;

/** The four things that AC-8 wants said, in general words; an agency's counsel puts its own in their place. */
export const USE_NOTICE = {
  en: [
    'You are accessing a restricted information system of a law enforcement agency.',
    'System use may be monitored, recorded and audited.',
    'Unauthorized use is prohibited and subject to criminal and civil penalties.',
    'By continuing, you consent to monitoring and recording.',
  ].join('\n'),
  es: [
    'Está a punto de usar un sistema de información restringido de una agencia de la ley.',
    'El uso del sistema puede ser supervisado, registrado y auditado.',
    'El uso sin autorización está prohibido y puede ser sancionado por las leyes penales y civiles.',
    'Al continuar, usted acepta que se supervise y se registre.',
  ].join('\n'),
};

/** The same for everybody on the public pages, where nobody signs in and sending something is the consent. */
export const PUBLIC_USE_NOTICE = {
  en: [
    'These pages are part of a police department information system. What you send here is recorded and kept, and may be monitored and audited.',
    'They are for reporting incidents and for following your own reports. Any other use is prohibited and subject to criminal and civil penalties.',
    'By continuing, you agree to this.',
  ].join('\n'),
  es: [
    'Estas páginas pertenecen a un sistema de información de un departamento de policía. Lo que envíe aquí queda registrado y guardado, y puede ser supervisado y auditado.',
    'Sirven para reportar incidentes y para dar seguimiento a sus propios reportes. Cualquier otro uso está prohibido y puede ser sancionado por las leyes penales y civiles.',
    'Al continuar, usted acepta estas condiciones.',
  ].join('\n'),
};

/** Everything an agency decides for itself. A new version replaces the former one whole; decisions name theirs. */
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
    /** Its texts in this language serve where one is missing in another; the records system gets its titles in it. */
    language: language.default('en'),
  }),
  offenses: z.array(offense).min(1),
  reasons: z.array(reason).min(1),
  missingItems: z.array(missingItem).min(1),
  /** Ready to be put into notes, in the order in which they are offered. */
  sentences: z.array(sentence).max(100).default([]),
  letters: z.record(letterKind, byLanguage(letterWording)),
  notice: z.object({ version: z.string().max(40), text: both(2000) }),
  /** What everybody who signs in acknowledges first (CJIS Security Policy AC-8). */
  useNotice: policyText(z.string().max(4000)).default(USE_NOTICE),
  /** What everybody reads on the public pages before a form is begun; kept with the report that follows (AC-8). */
  publicUseNotice: both(2000).prefault(PUBLIC_USE_NOTICE),
  limits: z.object({
    /** Seconds between "saved" and the push, in which an officer may undo. */
    holdSeconds: z.int().min(0).max(600),
    /** Working days within which the agency promises to answer. */
    promiseDays: z.int().min(1).max(60),
    replyDays: z.int().min(1).max(60),
    minimumAge: z.int().min(0).max(21),
    /** Minutes without a key or movement after which the window locks itself (CJIS Security Policy AC-11: at most 30). */
    lockMinutes: z.int().min(1).max(30).default(10),
    /** Days after which a closed report leaves a workstation's cache; the server keeps it. */
    cacheDays: z.int().min(1).max(3650).default(90),
    /** Whether a fraud may be reported by those who live in the city, wherever it was committed. */
    fraudPlace: z.enum(['occurred', 'occurred_or_resident']).default('occurred_or_resident'),
    /** Reports of things worth more than this, in US cents, are sent to an officer; null sets no ceiling. */
    valueCeilingCents: cents.nullable().default(null),
    /** Characters of the narrative that the portal's form takes. */
    narrativeCharacters: z.int().min(500).max(LONGEST_NARRATIVE).default(10_000),
    /** Whether a report counts only after the person has opened the link in a mail; needs mail that leaves. */
    confirmEmail: z.boolean().default(true),
  }),
  /** Where the person is sent whose report belongs to another town; a number only where the agency has checked it. */
  otherPolice: z
    .array(z.object({ town: filledLine(80), name: filledLine(120), phone: z.string().max(40).nullable() }))
    .max(60)
    .default([]),
  /** Days on which nobody works although they are no weekend. */
  holidays: z.array(calendarDate).max(400).default([]),
  caseNumbers: z
    .object({
      /** Such as `{yy}-{serial:6}`; see `caseNumber`. */
      pattern: z
        .string()
        .max(40)
        .refine((text) => patternProblem(text) === null, says({ code: 'case_number_pattern', params: {} })),
    })
    .default({ pattern: '{yy}-{serial:6}' }),
  times: z
    .object({
      /** How the days of a follow-up are counted: its reminders and `limits.replyDays`. */
      countIn: z.enum(['calendar_days', 'working_days']),
      /** Days after a follow-up on which an unanswered one is called to mind. */
      reminderDays: z.array(z.int().min(1).max(60)).max(5),
      /** The hour, where the agency is, from which reminders and closings go out. */
      hour: z.int().min(0).max(23),
      /** Days after the closing for which its letter's link opens the report again. */
      reopenDays: z.int().min(1).max(730),
      /** Days after an approval on which the person is to be contacted once more, and how long it stays on the list. */
      courtesyDays: z.int().min(1).max(365),
      courtesyListDays: z.int().min(1).max(365),
      /** Minutes for which opening a report shows to colleagues. */
      claimMinutes: z.int().min(1).max(120),
      /** Days for which a half-written report is kept behind its link, and one whose address is not confirmed yet. */
      draftDays: z.int().min(1).max(30).default(30),
      confirmDays: z.int().min(1).max(30).default(7),
    })
    .default({
      countIn: 'calendar_days',
      reminderDays: [5, 10],
      hour: 9,
      reopenDays: 180,
      courtesyDays: 21,
      courtesyListDays: 30,
      claimMinutes: 10,
      draftDays: 30,
      confirmDays: 7,
    }),
  /** What no rule names is kept for ever. Nothing under a legal hold is ever removed. */
  retention: z.array(retentionRule).max(60).default([]),
});
export type Policy = z.infer<typeof policy>;
