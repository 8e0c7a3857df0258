/** Hartford's four kinds of report that may be made online (docs/process.md, 1). */
export const REPORT_KINDS = ['vandalism', 'larceny', 'lost_property', 'fraud'] as const;
