import type { ReportKind } from '../domain/report.ts';
import type { PlainHintCode } from './hint.ts';

/** A rule that looks for words in the narrative. */
export type WordRule = {
  code: PlainHintCode;
  /**
   * Word stems, at least one of which is in every lowercase narrative that `pattern` matches. They are searched first,
   * because that takes a fraction of the pattern's time, and most narratives have none of them.
   */
  stems: RegExp;
  /** The kinds of report that the rule applies to; null means all. */
  kinds: readonly ReportKind[] | null;
  pattern: RegExp;
};
