/** What a hint rests on follows from its code. */
export const hintCodes = `
ALTER TABLE hint_feedback DROP COLUMN rule;
`;
