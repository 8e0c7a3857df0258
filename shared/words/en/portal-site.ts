/** Strings for the home page, and strings shared by all portal pages. */
export const portalSite = {
  'portal-site.service': 'Police to Citizen online reports',
  'portal-site.skip': 'Skip to main content',
  'portal-site.inThisLanguage': 'View this page in English',
  'portal-site.keepAndSwitch': 'Continue in English',
  'portal-site.errorTitle': 'Error: {title}',
  'portal-site.optional': '(optional)',
  'portal-site.footer': '{agency}. Use of this site is recorded; misuse may be prosecuted.',
  'portal-site.exit': 'Leave this site',
  'portal-site.exitKey': 'or press Esc 3 times',
  'portal-site.useNotice': 'Terms of use',
  'portal-site.emergency.title': 'In an emergency, call 911',
  'portal-site.emergency.text':
    'If it is happening now, if someone is hurt or in danger, or if the person who did it is still there, call 911. No one monitors these pages around the clock.',
  'portal-site.home.title': 'Report an incident online',
  'portal-site.home.lead':
    'You can report some incidents that happened in {city} to the {agency} without waiting for an officer to come. You can do it at any time of day, and it takes about 10 minutes.',
  'portal-site.home.choose': 'What do you want to report?',
  'portal-site.home.kindNote': 'An officer will read your report and answer you.',
  'portal-site.home.before': 'Have these ready if you can',
  'portal-site.home.beforeList':
    'when and where it happened, as exactly as you can\nserial numbers, brands and the approximate value of each item\nfor fraud: the account or card, the amount, and when you noticed',
  'portal-site.home.notFor': 'Do not use these pages if',
  'portal-site.home.notForList':
    'you know or saw who did it, or can tell us how to find them\nthere is evidence to collect, such as a video, fingerprints or a device that shows where your property is\nsomeone was hurt, threatened or pushed\nsomeone broke into a home or set a fire\na gun, prescription drugs, a vehicle or a license plate was taken\nit may be a hate crime',
  'portal-site.home.outside': 'it happened outside {city}: call the police in that town instead',
  'portal-site.home.instead': 'In these cases an officer must take the report. Call {phone}.',
  'portal-site.problems.notFound': 'Page not found',
  'portal-site.problems.notFoundText':
    'If you typed the address, check that it is right. If you followed a link, it may be old.',
  'portal-site.problems.forbidden': 'This form was sent from another website',
  'portal-site.problems.forbiddenText':
    'For your security, we accept only forms filled out on this site. Nothing was sent to the police.',
  'portal-site.problems.tooLarge': 'What you sent is too large',
  'portal-site.problems.tooLargeText':
    'It is larger than we can accept. Go back in your browser, shorten the text or remove some files, and send it again.',
  'portal-site.problems.tooMany': 'Please wait a few minutes',
  'portal-site.problems.tooManyText':
    'Too many forms were sent from your internet connection in a short time. Go back in your browser and send yours again in a few minutes. What you typed is still there.',
  'portal-site.problems.failed': 'Sorry, there is a problem on our end',
  'portal-site.problems.failedText':
    'Go back in your browser and try again in a few minutes. If you already sent your report, sending it again will not file it twice.',
  'portal-site.problems.closed': 'We can’t take reports right now',
  'portal-site.problems.closedText':
    'Nothing that you just sent was stored, so no one is reading it. Go back in your browser and try again later: what you typed is still there.',
  'portal-site.problems.badRequest': 'We could not read what your browser sent',
  'portal-site.problems.badRequestText': 'Please go back and try again.',
  'portal-site.problems.call': 'If it cannot wait, call {phone}. In an emergency, call 911.',
  'portal-site.left.title': 'You left this site',
  'portal-site.left.text': 'This page shows what you told us. Open it only when no one else can see your screen.',
  'portal-site.left.open': 'Open the page',
  'portal-site.problems.home': 'Go to the home page',
  'portal-site.danger.title': 'You may be in danger',
  'portal-site.danger.text':
    'What you wrote may mean that someone is in danger. Call 911 now. An officer may not read this report for hours.',
  'portal-site.danger.notSent':
    'Nothing has been sent yet, so no one is reading this. If someone is in danger, call 911 now.',
  'portal-site.help.title': 'Is someone close to you hurting or scaring you?',
  'portal-site.danger.self': 'If you are thinking about hurting yourself, call or text 988.',
  'portal-site.danger.call': 'If no one is in danger right now but it cannot wait, call {phone}.',
} as const;
