/** The four kinds of report that Hartford accepts online (docs/process.md, 1). */
export const REPORT_KINDS = ['vandalism', 'larceny', 'lost_property', 'fraud'] as const;
