/**
 * A hundred thousand reports are counted from an index in 1 to 5 ms, so nothing is counted beforehand any more. Which indexes
 * are still to be built is seen in `sqlite_master`.
 */
export const smaller = `
DROP TRIGGER tally_new;
DROP TRIGGER tally_gone;
DROP TRIGGER tally_changed;
DROP TABLE queue_tally;
DROP TABLE later_index;
`;
