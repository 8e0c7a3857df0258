import type { ReportKind } from '../domain/report.ts';

/**
 * The rules that an approval with a NIBRS code is checked against. Increment the version with every change, so that
 * versions of the rules can be told apart. The codes are those that an online report may have (resources/rms/nibrs.json
 * has their titles).
 */
export const NIBRS_RULES = {
  version: 3,
  codes: {
    vandalism: ['290'],
    larceny: ['23A', '23B', '23C', '23D', '23E', '23F', '23G', '23H'],
    lost_property: [],
    fraud: ['250', '26A', '26B', '26C', '26E', '26F', '26G'],
  },
  /** Kinds of reports about property. They must list at least one item. */
  aboutThings: ['vandalism', 'larceny', 'lost_property'],
  /** Matches a payment card. Using a stolen card is card or ATM fraud (26B) in addition to the theft. */
  card: /\b(?:credit|debit|bank|gift|atm)[ -]cards?\b|\btarjetas?\b/iu,
  cardUsed:
    /\b(?:used|charged?|charges|purchases?|withdr[ae]wn?|withdrawals?|transactions?)\b|\b(?:usaron|us[oó]|cargos?|compras?|retiros?|retiraron|transacci[oó]n(?:es)?)(?=\P{L}|$)/iu,
  /** At or above this probability, an approved report may be about the same incident, which NIBRS counts once. */
  twinAt: 0.5,
} as const satisfies {
  version: number;
  codes: Record<ReportKind, readonly string[]>;
  aboutThings: readonly ReportKind[];
  card: RegExp;
  cardUsed: RegExp;
  twinAt: number;
};
