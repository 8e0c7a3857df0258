/** Hartford's four kinds of online report (docs/process.md, 1). */
export const REPORT_KINDS = ['vandalism', 'larceny', 'lost_property', 'fraud'] as const;
