/** Each index costs every report of a first pull; titles change with a policy, which is seldom enough to read the list. */
export const slim = `
DROP INDEX queue_offense_code;
`;
