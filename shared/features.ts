/** What IT may turn off for a computer. */
export const FEATURES = ['printing', 'savingFiles', 'spellCheck', 'serverSearch'] as const;
export type Feature = (typeof FEATURES)[number];
