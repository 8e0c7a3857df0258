export const start = {
  'start.cameAndWent': 'Received vs. closed',
  'start.todayNReportsCameAnd':
    '{n, plural, one {Today: # received, {went, number} closed.} other {Today: # received, {went, number} closed.}}',
  'start.day': 'Day',
  'start.came': 'Received',
  'start.went': 'Closed',
  'start.inSevenDaysNReports':
    '{n, plural, one {# in, {went, number} closed in 7 days} other {# in, {went, number} closed in 7 days}}',
  'start.theQueueGrowsNumbers': 'Backlog growing: {numbers}.',
  'start.nothingMovedNumbers': 'No activity: {numbers}.',
  'start.theQueueHoldsNumbers': 'Backlog steady: {numbers}.',
  'start.atThisPaceNothingWaits':
    '{n, plural, one {Cleared in about # day at this pace.} other {Cleared in about # days at this pace.}}',
  'start.theQueueDrainsNumbers': 'Backlog shrinking: {numbers}.',
  'start.waitsForMe': 'Waiting on me',
  'start.decisionsThatWereNotTaken': 'Decisions not accepted',
  'start.everyReportIsDecidedOr': 'Every report is decided or waiting on its reporter.',
  'start.waitingLongest': 'Longest waiting',
  'start.numberOffenseWaitingSince': '{number} · {offense} · waiting {since}',
  'start.nReportsToDecideThe': '{n, plural, one {# report to decide} other {# reports to decide, oldest first}}',
  'start.openIt': 'Open',
} as const;
