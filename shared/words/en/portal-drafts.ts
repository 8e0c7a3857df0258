/** Reports not sent yet, and filing one again. */
export const portalDrafts = {
  'portal-drafts.save': 'Save and continue later',
  'portal-drafts.saveHint': 'We e-mail you a link that opens what you wrote. Enter your e-mail address above first.',
  'portal-drafts.savedTitle': 'Saved, not sent yet',
  'portal-drafts.saved':
    'We mailed you a link. It opens what you wrote, on any device, for {days, number} days; no one else can read it, not even us.',
  'portal-drafts.savedEmail': 'No mail? Look in the spam folder, or go back in your browser and check the address.',
  'portal-drafts.notSavedTitle': 'Not saved this time',
  'portal-drafts.notSaved': 'To continue where you were, go back in your browser: what you typed is still there.',
  'portal-drafts.tooMany':
    'We have mailed this address several times within the last hour. Use the newest mail, or wait an hour and try again.',
  'portal-drafts.waitingTitle': 'One more step: confirm your address',
  'portal-drafts.waiting': 'We mailed a link to {email}. Open it and press the button there.',
  'portal-drafts.waitingNot': 'Your report has not reached the police yet.',
  'portal-drafts.waitingDays': 'The link works for {days, number} days. You get the tracking number after that step.',
  'portal-drafts.waitingHelp':
    'No mail? Look in the spam folder, and check that the address is right. You can also call {phone}.',
  'portal-drafts.mailAgain': 'Mail the link again',
  'portal-drafts.changeAddress': 'Change the address, or how we reach you',
  'portal-drafts.demoMail': 'This is a demonstration: see the mail here',
  'portal-drafts.confirmTitle': 'Confirm and send your report',
  'portal-drafts.confirm':
    'You opened the link from our mail, so the address is right. Press the button to give your report to the police.',
  'portal-drafts.confirmButton': 'Send my report now',
  'portal-drafts.earlierTitle': 'Have you already reported this?',
  'portal-drafts.earlier':
    'You sent us a report {ago}, with the number {trackingNumber}. It looks like the same incident.',
  'portal-drafts.earlierAdd':
    'If it is the same, add what you wrote now to that report. An officer then reads both together, and you keep one number.',
  'portal-drafts.earlierAddButton': 'Add it to {trackingNumber}',
  'portal-drafts.earlierAnyway': 'It’s a different incident: send it as a new report',
  'portal-drafts.addedTitle': 'Added to your report',
  'portal-drafts.added': 'An officer sees it with what you sent before. You don’t need to do anything else.',
  'portal-drafts.goneTitle': 'This link does not work',
  'portal-drafts.gone':
    'It may be mistyped, too old, replaced by a newer one, or already used. If you have confirmed a report, you have a mail from us with its tracking number.',
  'portal-drafts.resumed': 'Here is what you saved. It has not been sent yet.',
  'portal-drafts.againTitle': 'Send your report under another title',
  'portal-drafts.again':
    'What you wrote in {trackingNumber} is kept and already filled in. Choose the title that fits; you can change everything before you send it.',
  'portal-drafts.againFilled':
    'What you wrote in {trackingNumber} is filled in below, without its photos and documents. You can change everything before you send it.',
  'portal-drafts.emailNeeded': 'Enter your e-mail address, so that we can mail you the link',
} as const;
