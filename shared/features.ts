/** Features that IT may turn off on a computer. */
export const FEATURES = ['printing', 'savingFiles', 'spellCheck', 'serverSearch'] as const;
export type Feature = (typeof FEATURES)[number];
