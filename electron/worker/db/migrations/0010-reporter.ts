/** What one person sent is found by the name, open or closed. */
export const reporter = `
CREATE INDEX queue_of_person ON queue (person_key, received_at);
`;
