import { ELSEWHERE_RULES } from './rules-elsewhere.ts';
import { EVIDENCE_RULES } from './rules-evidence.ts';
import type { WordRule } from './word-rule.ts';

/** Words of the reporter, in English or Spanish, that mean an officer should take the report in person. */
export const WORD_RULES: readonly WordRule[] = [...EVIDENCE_RULES, ...ELSEWHERE_RULES];

/** Whether a rule can fit a text at all, given the text in lowercase. This is much faster than its pattern. */
export const mayFit = ({ stems }: WordRule, lower: string): boolean => stems.test(lower);
