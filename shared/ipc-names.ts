/** Names only, without schemas: this is all that the preload script needs to know. */
export const CHANNELS = [
  'app.info',
  'session.state',
  'session.sign-in',
  'session.sign-out',
  'session.start-afresh',
  'session.lock',
  'session.unlock',
  'session.terms',
  'session.enrol',
  'session.change-secret',
  'sync.state',
  'sync.now',
  'policy.current',
  'queue.page',
  'queue.counts',
  'queue.flow',
  'report.get',
  'claim.at',
  'claim.take',
  'colleagues.list',
  'repeats.of',
  'pairs.list',
  'pairs.decide',
  'pairs.take-back',
  'letter.preview',
  'review.act',
  'review.undo',
  'outbox.list',
  'outbox.compare',
  'outbox.withdraw',
  'outbox.send-now',
  'draft.get',
  'draft.put',
  'journal.open',
  'journal.confirm',
  'journal.discard',
  'attachment.here',
  'attachment.open',
  'attachment.save',
  'cache.state',
  'preferences.get',
  'preferences.change',
  'audit.decisions',
  'accounts.list',
  'accounts.create',
  'accounts.change',
  'accounts.sessions',
  'accounts.revoke',
  'updates.state',
  'updates.check',
  'settings.get',
  'settings.set',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** News that main pushes to the window; it carries no data, so that a screen always asks for what it may see. */
export const TOPICS = ['session', 'sync', 'reports', 'outbox', 'policy', 'updates', 'settings', 'quit-asked'] as const;
export type Topic = (typeof TOPICS)[number];

/** The one Electron channel on which topics travel. */
export const NEWS = 'news';

/** Where the preload script sends a question whose channel does not exist, so that it is refused and logged in one place. */
export const UNKNOWN_CHANNEL = 'unknown-channel';
