import type { ReportKind } from '../domain/report.ts';
import type { PlainHintCode } from './hint.ts';

/** A rule that looks for words in the narrative. */
export type WordRule = {
  code: PlainHintCode;
  /**
   * Found in every lowercase narrative that `pattern` matches. Searching for these takes a fraction of the pattern's
   * time, and most narratives have none of them.
   */
  stems: RegExp;
  /** The kinds of report that the rule applies to; null means all. */
  kinds: readonly ReportKind[] | null;
  pattern: RegExp;
};
