import { ELSEWHERE_RULES } from './rules-elsewhere.ts';
import { EVIDENCE_RULES } from './rules-evidence.ts';
import type { WordRule } from './word-rule.ts';

/** Words in the narrative, in English or Spanish, that mean an officer should take the report in person. */
export const WORD_RULES: readonly WordRule[] = [...EVIDENCE_RULES, ...ELSEWHERE_RULES];

/** Whether a rule fits a narrative; `lower` is the narrative in lowercase. */
export const fits = ({ stems, pattern }: WordRule, how: string, lower: string): boolean =>
  stems.test(lower) && pattern.test(how);
