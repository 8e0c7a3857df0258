/** What a whole pull did not bring is found one by one, at the pull's end, without reading all that it brought. */
export const sweep = `
CREATE INDEX report_by_generation ON report (generation);
`;
