/** The repair page, and safe mode. */
export const repair = {
  'repair.title': 'P2C Review didn’t start',
  'repair.lead':
    '{n, plural, one {Version {version} didn’t reach its sign-in page the last time it was started.} other {Version {version} didn’t reach its sign-in page the last {n, number} times it was started.}}',
  'repair.nothingIsLost': 'Nothing on this workstation was deleted.',
  'repair.why.application': 'A part of the application couldn’t be loaded.',
  'repair.why.worker': 'The part that stores reports couldn’t be started.',
  'repair.why.window': 'The window’s page couldn’t be shown.',
  'repair.why.late': 'Starting took longer than a minute.',
  'repair.why.unknown': 'The application closed before it was ready.',
  'repair.lastGood': 'Last version that started here: {version}, on {at}.',
  'repair.noLastGood': 'No other version has started on this workstation.',
  'repair.nDecisionsWait':
    '{n, plural, =0 {No unsent decisions in the encrypted backup.} one {# decision hasn’t been sent yet. It is in the encrypted backup on this workstation.} other {# decisions haven’t been sent yet. They are in the encrypted backup on this workstation.}}',
  'repair.actions': 'What you can do',
  'repair.try': 'Try again',
  'repair.tryDoes': 'Starts as usual.',
  'repair.safe': 'Start in safe mode',
  'repair.safeDoes':
    'Starts without the saved window position, last page and views, and without preloading, spell check and graphics acceleration.',
  'repair.export': 'Save unsent decisions…',
  'repair.exportDoes':
    'Saves an encrypted file that only the agency server can open. The officer who made the decisions can recover them in Settings on any workstation.',
  'repair.diagnostics': 'Save diagnostics…',
  'repair.diagnosticsDoes': 'Saves a text file for IT, without reports, names, addresses or searches.',
  'repair.saved': 'Saved as {path}',
  'repair.notSaved': 'Couldn’t save to that folder.',
  'repair.couldntStart': 'P2C Review couldn’t be started. Save diagnostics for IT.',
  'repair.saveDiagnostics': 'Save diagnostics',
  'repair.saveDecisions': 'Save unsent decisions',
  'repair.fileDiagnostics': 'p2c-review-diagnostics',
  'repair.fileDecisions': 'p2c-review-unsent-decisions',
} as const;
