import type { ReportKind } from '../domain/report.ts';
import type { PlainHintCode } from './hint.ts';

/** A rule that looks for words in what the reporter wrote. */
export type WordRule = {
  code: PlainHintCode;
  /**
   * Word stems, at least one of which is in every lowercase text that `pattern` matches. They are searched first,
   * because that takes a fraction of the pattern's time, and most texts have none of them.
   */
  stems: RegExp;
  /** The kinds of report that the rule applies to; null means all. */
  kinds: readonly ReportKind[] | null;
  pattern: RegExp;
};
