import { z } from 'zod';
import { byLanguage } from './by-language.ts';
import { reportKind, reportState } from './report.ts';

/** An agency's text in each language. */
export const texts = (max: number) => byLanguage(z.string().max(max));

/** How long reports of certain kinds and outcomes are kept; if several rules match, the longest time applies. */
export const retentionRule = z.object({
  kinds: z.array(reportKind).min(1),
  states: z.array(reportState).min(1),
  /** Counted from the report's last act or answer, in days of 24 hours. Ten years is 3,653 days. */
  days: z.int().min(30).max(36_600),
});
export type RetentionRule = z.infer<typeof retentionRule>;

/**
 * Reports that the agency must accept, whatever they say: reasons that mean "not eligible" can't be chosen for them.
 * The rule applies to a report if its kind, its offense title, one of its flags or a question answered yes is listed.
 */
export const mustAcceptRule = z.object({
  code: z.string().regex(/^[a-z_]{2,40}$/),
  kinds: z.array(reportKind).max(10).default([]),
  offenses: z.array(z.string().max(40)).max(60).default([]),
  /** Codes of flags that depend on the report alone; see `MUST_ACCEPT_HINTS`. */
  hints: z.array(z.string().max(60)).max(60).default([]),
  /** Codes of questions before the form that the reporter answered yes. Only questions with `isKept` count. */
  answers: z.array(z.string().max(40)).max(30).default([]),
  /** Whether the rule covers only city residents; an address without a town counts as in the city. */
  residentsOnly: z.boolean().default(false),
  /** Codes of the reasons that can't be chosen. */
  reasons: z.array(z.string().max(40)).min(1).max(60),
  /** What the officer should do instead of choosing one of these reasons. */
  instead: texts(300),
  /** The law or rule, such as "C.G.S. § 54-1n". */
  rule: texts(300),
});
export type MustAcceptRule = z.infer<typeof mustAcceptRule>;

/** Where to send a person who can't report online: 911, an officer, or a parent or guardian. */
export const SCREENING_TURNS = ['emergency', 'dispatch', 'guardian'] as const;

/**
 * A question before the public form. Yes means that this kind of report can't be made online, unless the answer is
 * kept. A question whose placeholder has no value, such as `{ceiling}` without a ceiling, isn't asked.
 */
export const screeningQuestion = z.object({
  code: z.string().regex(/^[a-z_]{2,40}$/),
  kinds: z.array(reportKind).min(1),
  turn: z.enum(SCREENING_TURNS),
  /**
   * Whether people who answer yes still get the form. Their answer is then stored with the report, for a rule in
   * `mustAccept`, and `turn` is unused.
   */
  isKept: z.boolean().default(false),
  /** Whether anyone who answers yes is shown `safetyHelp`. Policies published before this was a choice lack it. */
  offersHelp: z.boolean().optional(),
  ask: texts(300),
  /** The reason for the question, shown on request and to anyone who answers yes. */
  why: texts(500),
});
export type ScreeningQuestion = z.infer<typeof screeningQuestion>;
