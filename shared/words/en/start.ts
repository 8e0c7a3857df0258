export const start = {
  'start.receivedVsClosed': 'Received vs. closed',
  'start.todayNReceivedWentClosed':
    '{n, plural, one {Today: # received, {went, number} closed.} other {Today: # received, {went, number} closed.}}',
  'start.day': 'Day',
  'start.received': 'Received',
  'start.closedMeans': 'Closed: approved, rejected, withdrawn, or closed without a reply.',
  'start.closed': 'Closed',
  'start.nInWentClosedIn7':
    '{n, plural, one {# in, {went, number} closed in the last 7 days} other {# in, {went, number} closed in the last 7 days}}',
  'start.backlogGrowingNumbers': 'Backlog growing: {numbers}.',
  'start.noActivityNumbers': 'No activity: {numbers}.',
  'start.backlogSteadyNumbers': 'Backlog steady: {numbers}.',
  'start.clearedInAboutNDaysAt':
    '{n, plural, one {At this pace, it will be cleared in about # day.} other {At this pace, it will be cleared in about # days.}}',
  'start.backlogShrinkingNumbers': 'Backlog shrinking: {numbers}.',
  'start.waitingOnMe': 'Waiting on me',
  'start.decisionsNotAccepted': 'Decisions not accepted',
  'start.reviewsWaiting': 'Second reviews to do',
  'start.newAnswers': 'Responses to your reviews',
  'start.appealsWaiting': 'Appeals to decide',
  'start.draftsToPublish': 'Policy drafts to review',
  'start.holdsBeingLifted': 'Legal holds being released',
  'start.everyReportIsDecidedOrWaiting': 'Every report has been decided or is waiting on the reporter.',
  'start.longestWaiting': 'Longest waiting',
  'start.mayMeanDanger': 'Review first: may indicate danger',
  'start.numberOffenseWaitingSince': '{number} · {offense} · waiting {since}',
  'start.nReportsToDecideInOrder':
    '{n, plural, one {# report to decide} other {# reports to decide, {danger, plural, =0 {oldest first} other {danger first, then the oldest}}}}',
  'start.open': 'Open',
} as const;
