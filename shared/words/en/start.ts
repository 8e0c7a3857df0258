export const start = {
  'start.cameAndWent': 'Came and went',
  'start.todayNReportsCameAnd':
    '{n, plural, one {Today # report came and {went, number} went.} other {Today # reports came and {went, number} went.}}',
  'start.day': 'Day',
  'start.came': 'Came',
  'start.went': 'Went',
  'start.inSevenDaysNReports':
    '{n, plural, one {in seven days # report came and {went, number} went} other {in seven days # reports came and {went, number} went}}',
  'start.theQueueGrowsNumbers': 'The queue grows: {numbers}.',
  'start.nothingMovedNumbers': 'Nothing moved: {numbers}.',
  'start.theQueueHoldsNumbers': 'The queue holds: {numbers}.',
  'start.atThisPaceNothingWaits':
    '{n, plural, one {At this pace nothing waits in about # day.} other {At this pace nothing waits in about # days.}}',
  'start.theQueueDrainsNumbers': 'The queue drains: {numbers}.',
  'start.waitsForMe': 'Waits for me',
  'start.decisionsThatWereNotTaken': 'Decisions that were not taken',
  'start.everyReportIsDecidedOr': 'Every report is decided, or with its person.',
  'start.waitingLongest': 'Waiting longest',
  'start.numberOffenseWaitingSince': '{number} · {offense} · waiting {since}',
  'start.nReportsToDecideThe':
    '{n, plural, one {# report to decide, the oldest first} other {# reports to decide, the oldest first}}',
  'start.openIt': 'Open it',
} as const;
