/** What is counted, released and shown of the outbox is asked for by its state, also where thousands wait. */
export const outboxState = `
CREATE INDEX outbox_by_state ON outbox (state, hold_until);
CREATE INDEX pair_outbox_by_state ON pair_outbox (state, hold_until);
`;
