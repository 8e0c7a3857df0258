/** Drafts that haven't been submitted, and filing a rejected report again. */
export const portalDrafts = {
  'portal-drafts.save': 'Save for later',
  'portal-drafts.saveHint': 'We will e-mail you a link that opens what you wrote.',
  'portal-drafts.saveButton': 'E-mail me the link',
  'portal-drafts.savedTitle': 'Saved, not sent yet',
  'portal-drafts.saved':
    'We e-mailed you a link. It opens what you wrote, on any device, for {days, number} days. Without that link no one can read it, not even us. Photos and documents are stored encrypted, and no officer sees them before you send the report.',
  'portal-drafts.savedTo': 'It went to {email}.',
  'portal-drafts.savedEmail': 'No e-mail? Look in your spam folder, or go back in your browser and check the address.',
  'portal-drafts.notSavedTitle': 'Your report was not saved',
  'portal-drafts.notSaved': 'To pick up where you left off, go back in your browser: what you typed is still there.',
  'portal-drafts.tooMany':
    'We have e-mailed this address several times within the last hour. Use the newest e-mail, or wait an hour and try again.',
  'portal-drafts.tooLong': 'This is longer than a report can be, so it was not saved. Shorten it, and save it again',
  'portal-drafts.full': 'We can’t store your report right now. Try again later, or call us at {phone}',
  'portal-drafts.waitingTitle': 'One more step: confirm your e-mail address',
  'portal-drafts.waiting': 'We e-mailed a link to {email}. Open it and press the button there.',
  'portal-drafts.waitingNot': 'Your report has not reached the police yet.',
  'portal-drafts.waitingDays':
    'The link works for {days, number} days. You will get your tracking number after that step.',
  'portal-drafts.waitingHelp':
    'No e-mail? Look in your spam folder, and check that the address is right. You can also call {phone}.',
  'portal-drafts.mailAgain': 'E-mail the link again',
  'portal-drafts.mailedAgain': 'We e-mailed the link again',
  'portal-drafts.mailedAgainText': 'It went to {email} at {time}. Only the newest link works.',
  'portal-drafts.notMailedAgain': 'We did not e-mail the link again',
  'portal-drafts.changeAddress': 'Change the e-mail address, or how we reach you',
  'portal-drafts.demoMail': 'This is a demonstration: see the e-mail here',
  'portal-drafts.confirmTitle': 'Confirm and send your report',
  'portal-drafts.confirm':
    'You opened the link in our e-mail, so your address is confirmed. Press the button to send your report to the police.',
  'portal-drafts.confirmButton': 'Send my report now',
  'portal-drafts.earlierTitle': 'Have you already reported this?',
  'portal-drafts.earlier':
    'You sent us a report {ago}, tracking number {trackingNumber}. It looks like the same incident.',
  'portal-drafts.earlierAdd':
    'If it is the same, add what you just wrote to that report. An officer will then read both together, and you will have one tracking number.',
  'portal-drafts.earlierAddButton': 'Add it to {trackingNumber}',
  'portal-drafts.earlierAnyway': 'It’s a different incident: send it as a new report',
  'portal-drafts.addedTitle': 'Added to your report',
  'portal-drafts.added': 'An officer will see it with what you sent before. You don’t need to do anything else.',
  'portal-drafts.goneTitle': 'This link was already used, or it has expired',
  'portal-drafts.gone':
    'If you pressed the button behind this link, your report is with us: look for our e-mail with your tracking number, and check your report’s status here. If you did not, use the link in our newest e-mail, or start again.',
  'portal-drafts.resumed': 'Here is what you saved. It has not been sent yet.',
  'portal-drafts.againTitle': 'Send your report as a different type of incident',
  'portal-drafts.again':
    'What you wrote in report {trackingNumber} has been kept and is already filled in. Choose the type of incident that fits; you can change everything before you send it.',
  'portal-drafts.againFilled':
    'What you wrote in report {trackingNumber} is filled in below, but its photos and documents are not included. You can change everything before you send it.',
  'portal-drafts.emailUnsafe':
    'You asked us not to e-mail you, so we can’t send you a link. To save the report, change that answer first; or go back and finish it now',
  'portal-drafts.emailNeeded': 'Enter your e-mail address, so that we can e-mail you the link',
} as const;
