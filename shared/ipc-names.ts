/**
 * Every channel and its handler: the main process, the worker thread, or the agency server. A value that starts with
 * `server:` names the endpoint in shared/api.ts whose input and response are passed through. This file contains only
 * names and no schemas, because the preload script needs nothing else.
 */
export const ANSWERED_BY = {
  'app.info': 'main',
  'session.state': 'main',
  'session.sign-in': 'main',
  'session.sign-out': 'main',
  'session.unsent': 'main',
  'session.start-afresh': 'main',
  'session.lock': 'main',
  'session.unlock': 'main',
  'session.terms': 'main',
  'session.enroll': 'main',
  'session.change-password': 'main',
  'session.browser-start': 'main',
  'session.browser-result': 'main',
  'session.browser-again': 'main',
  'session.browser-copy': 'main',
  'session.browser-cancel': 'main',
  'session.give-pin': 'main',
  'session.change-pin': 'main',
  'session.proxy': 'main',
  'session.proxy-sign-in': 'main',
  'sync.state': 'worker',
  'sync.now': 'worker',
  'policy.current': 'worker',
  'queue.page': 'worker',
  'queue.place': 'worker',
  'queue.counts': 'worker',
  'queue.flow': 'worker',
  'report.get': 'worker',
  'report.ahead': 'worker',
  'report.nearby': 'worker',
  'map.streets': 'worker',
  'report.pdf': 'main',
  'trail.note': 'worker',
  'claim.at': 'worker',
  'claim.take': 'worker',
  'colleagues.list': 'worker',
  'hints.say': 'worker',
  'hints.wrong': 'server:wrongHints',
  'hints.dismissed': 'server:dismissedHints',
  'duplicates.of': 'worker',
  'duplicates.on-server': 'worker',
  'same-sender.on-server': 'worker',
  'pairs.list': 'worker',
  'pairs.decide': 'worker',
  'pairs.undo': 'worker',
  'letter.preview': 'worker',
  'review.act': 'worker',
  'review.undo': 'worker',
  'outbox.list': 'worker',
  'outbox.compare': 'worker',
  'pairs.compare': 'worker',
  'outbox.cancel': 'worker',
  'outbox.send-now': 'worker',
  'draft.get': 'worker',
  'draft.put': 'worker',
  'message-file.keep': 'worker',
  'clipboard.copy': 'main',
  'spelling.check-in': 'main',
  'journal.open': 'worker',
  'journal.confirm': 'worker',
  'journal.discard': 'worker',
  'attachment.here': 'worker',
  'attachment.open': 'main',
  'attachment.save': 'main',
  'cache.state': 'worker',
  'cache.rebuild': 'main',
  'diagnostics.save': 'main',
  'preferences.get': 'worker',
  'preferences.change': 'worker',
  'audit.decisions': 'server:decisions',
  'audit.decisions-export': 'server:exportDecisions',
  'audit.decision': 'worker',
  'audit.openings': 'server:openings',
  'audit.officers': 'server:trailOfficers',
  'audit.export': 'main',
  'reviews.tray': 'server:reviewTray',
  'reviews.rates': 'server:reviewRates',
  'reviews.own': 'server:ownReviews',
  'reviews.open': 'worker',
  'reviews.decide': 'worker',
  'reviews.close': 'worker',
  'reviews.take-over': 'worker',
  'reviews.unblind': 'worker',
  'reviews.kept': 'worker',
  'reviews.keep': 'worker',
  'reviews.answer': 'worker',
  'appeals.list': 'server:appeals',
  'figures.read': 'server:figures',
  'figures.save': 'main',
  'papers.list': 'worker',
  'papers.count': 'server:countPapers',
  'papers.save': 'main',
  'papers.printed': 'worker',
  'courtesy.list': 'worker',
  'courtesy.done': 'worker',
  'rms.list': 'worker',
  'rms.push': 'worker',
  'find.reason': 'server:findReason',
  'find.reports': 'server:findReports',
  'find.open': 'worker',
  'holds.list': 'server:holds',
  'holds.record': 'server:holdRecord',
  'holds.place': 'worker',
  'holds.lift': 'worker',
  'holds.keep': 'worker',
  'retention.next': 'server:retention',
  'retention.removed': 'server:removedReports',
  'case-numbers.list': 'worker',
  'case-numbers.years': 'server:caseNumberYears',
  'audit.entries': 'server:auditEntries',
  'audit.chain': 'server:auditChain',
  'audit.check': 'server:checkAudit',
  'accounts.list': 'server:accounts',
  'accounts.create': 'server:createAccount',
  'accounts.change': 'worker',
  'accounts.sessions': 'worker',
  'accounts.prove': 'worker',
  'accounts.revoke': 'server:revoke',
  'accounts.holdings': 'server:holdings',
  'accounts.reassign': 'server:reassign',
  'workstations.list': 'server:workstations',
  'workstations.remove': 'server:removeWorkstation',
  'workstations.server': 'server:operations',
  'releases.list': 'server:releases',
  'releases.change': 'server:changeRelease',
  'confirmations.list': 'server:confirmations',
  'confirmations.count': 'server:countConfirmations',
  'confirmations.decide': 'worker',
  'services.list': 'server:services',
  'services.create': 'server:createService',
  'services.rotate': 'worker',
  'services.revoke': 'worker',
  'recovery.state': 'server:recoveryCodes',
  'recovery.make': 'server:makeRecoveryCodes',
  'linkage.state': 'server:linkFitting',
  'linkage.fit': 'worker',
  'linkage.publish': 'server:publishLinkModel',
  'policy.kept': 'worker',
  'policy.keep': 'worker',
  'policy.drafts': 'server:policyDrafts',
  'policy.own': 'server:ownPolicyDraft',
  'policy.open': 'server:openPolicyDraft',
  'policy.save': 'server:savePolicyDraft',
  'policy.rebase': 'server:rebasePolicyDraft',
  'policy.discard': 'server:discardPolicyDraft',
  'policy.take-over': 'server:takeOverPolicyDraft',
  'policy.of-version': 'worker',
  'policy.difference': 'server:policyDifference',
  'policy.rehearse': 'worker',
  'policy.publish': 'server:publishPolicyDraft',
  'updates.state': 'main',
  'updates.check': 'main',
  'updates.dismiss-news': 'main',
  'updates.restart': 'main',
  'settings.get': 'main',
  'settings.set': 'main',
  'window.drawn': 'main',
  'window.failed': 'main',
} as const;
export type Channel = keyof typeof ANSWERED_BY;
/** Maps each pass-through channel to its endpoint. */
export type Passed = {
  [C in Channel as (typeof ANSWERED_BY)[C] extends `server:${string}`
    ? C
    : never]: (typeof ANSWERED_BY)[C] extends `server:${infer Name}` ? Name : never;
};
export type PassedChannel = keyof Passed;
/** Channels handled by the worker thread, with data from its cache or from the server. */
export type WorkerChannel = Exclude<
  Channel,
  { [C in Channel]: (typeof ANSWERED_BY)[C] extends 'main' ? C : never }[Channel]
>;

export const CHANNELS = Object.keys(ANSWERED_BY) as readonly Channel[];
export const WORKER_CHANNELS = CHANNELS.filter((one): one is WorkerChannel => ANSWERED_BY[one] !== 'main');

const PREFIX = 'server:';
/** All channels that are passed through, with their endpoints. */
export const PASSED = CHANNELS.flatMap((channel) => {
  const by: string = ANSWERED_BY[channel];
  return by.startsWith(PREFIX) ? [[channel, by.slice(PREFIX.length)] as [PassedChannel, Passed[PassedChannel]]] : [];
});

/**
 * Topics of notifications that the main process pushes to the window. They carry no data, so a screen must always
 * request the data it is allowed to see.
 */
export const TOPICS = [
  'session',
  'sync',
  'reports',
  'outbox',
  'policy',
  'updates',
  'settings',
  'confirmations',
  'letters',
  'proxy',
  'quit-asked',
] as const;
export type Topic = (typeof TOPICS)[number];

/** The single Electron channel for all topics. */
export const NEWS = 'news';

/** Where the preload script sends requests for unknown channels, so that they are refused and logged in one place. */
export const UNKNOWN_CHANNEL = 'unknown-channel';
