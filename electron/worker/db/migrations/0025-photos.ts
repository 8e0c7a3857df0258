/**
 * Reports with photographs, which no order begins with: to count them, or to gather them for a search, the whole queue was
 * gone through. The number stands behind `in_queue`, or SQLite would not choose this index for `photos > 0`.
 */
export const photos = `
CREATE INDEX queue_by_photos ON queue (in_queue, photos, state_rank, kind, hints) WHERE photos > 0;
`;
