export const session = {
  'session.theReportsKeptHereCannot': 'The reports stored here can’t be opened',
  'session.yourPasswordIsAnotherOne':
    'Your password has changed since you were last here, and the reports on this workstation open only with the old one.',
  'session.theEncryptedFileOnThis':
    'The encrypted file on this workstation is damaged, or this workstation’s key doesn’t open it.',
  'session.theAgencyServerStillHas': 'The agency server still has every report.',
  'session.afreshGetsAllReportsFrom':
    '{afresh} downloads all reports from the server again. The unreadable file is set aside, not deleted. Unfinished forms in it are lost; unsent decisions are also in the sealed journal, and you can recover them under Settings.',
  'session.startAfresh': 'Start over',
  'session.oneMoreStep': 'One more step',
  'session.openYourAuthenticatorAppAnd': 'Open your authenticator app and enter the code it shows for P2C Review.',
  'session.setUpYourSecondFactor': 'Set up two-factor sign-in',
  'session.fromNowOnYouSign':
    'From now on you sign in with your password and a code from your phone. Open an authenticator app, add an account, and scan this code.',
  'session.pictureForTheAuthenticatorApp': 'QR code for the authenticator app',
  'session.itCannotBeScanned': 'Can’t scan it?',
  'session.typeThisKeyIntoThe': 'Enter this key in the app instead. It is time-based, with six digits.',
  'session.sixDigitsEachWorksOnce': 'Six digits. Each code works once; a new one appears every 30 seconds.',
  'session.signingIn': 'Signing in…',
  'session.signIn': 'Sign in',
  'session.startAgain': 'Start over',
  'session.typeYourPasswordToOpen':
    'Enter your password to open the reports stored on this computer. This works offline, too.',
  'session.nobodyUsedThisComputerFor': 'This computer was idle. Enter your password to pick up where you left off.',
  'session.typeYourPasswordToGo': 'Enter your password to pick up where you left off.',
  'session.theComputerWasLockedOr':
    'The computer was locked or asleep. Enter your password to pick up where you left off.',
  'session.twelveHoursHavePassedSince':
    'It has been 12 hours since you signed in. Sign in with the agency server to continue.',
  'session.theClockOfThisComputer': 'This computer’s clock was set back. Sign in with the agency server to continue.',
  'session.welcomeBackName': 'Welcome back, {name}',
  'session.decisionsThatYouSavedAre': 'Your saved decisions are kept, and are still sent while the window is locked.',
  'session.decisionsThatYouSavedAreKept': 'Your saved decisions are kept, and are sent after you sign in.',
  'session.notName': 'Not {name}?',
  'session.nDecisionsOfNameWere':
    '{n, plural, one {One decision by {name} hasn’t been sent yet} other {# decisions by {name} haven’t been sent yet}}',
  'session.theyStayOnThisWorkstation':
    '{n, plural, one {It stays on this workstation and won’t be sent until {name} signs in here again.} other {They stay on this workstation and won’t be sent until {name} signs in here again.}}',
  'session.signInAsSomebodyElse': 'Sign in as someone else anyway',
  'session.signInAsSomebodyElse2': 'Sign in as someone else',
  'session.chooseAPasswordOfYour': 'Choose your own password',
  'session.theOneThatYouWere': 'The one you were given was temporary.',
  'session.theAgencyServerWantsYou': 'The agency server needs you to sign in again',
  'session.signInAgain': 'Sign in again',
  'session.nDecisionsWaitForIt':
    '{n, plural, one {# decision is waiting to be sent.} other {# decisions are waiting to be sent.}}',
  'session.youCanGoOnReading': 'You can keep reading and deciding; everything is saved.',
  'session.username': 'Username',
  'session.typeYourName': 'Enter your username.',
  'session.password': 'Password',
  'session.yourSessionEndedSignIn': 'Your session ended. Sign in to continue; your decisions are saved.',
  'session.youAreSignedOut': 'You are signed out.',
  'session.theClockOfThisComputerWas': 'This computer’s clock was set back',
  'session.signInWithTheAgency': 'Sign in with the agency server to continue; your decisions are saved.',
  'session.tooManyWrongPasswords': 'Too many wrong passwords',
  'session.theKeyToTheReports':
    'The key to the reports stored on this computer was destroyed. The agency server still has every report: sign in to download them again.',
  'session.anAdministratorEndedYourSession': 'An administrator ended your session',
  'session.theKeyToTheReportsKept':
    'The key to the reports stored on this computer was destroyed. The agency server still has every report.',
  'session.signInToReviewThe': 'Sign in to review your agency’s reports.',
  'session.nDecisionsWereNotSent':
    '{n, plural, one {# decision hasn’t been sent yet and is kept in the sealed journal. After you sign in, recover it under Settings.} other {# decisions haven’t been sent yet and are kept in the sealed journal. After you sign in, recover them under Settings.}}',
  'session.noReportsAreKeptOn':
    'No reports are stored on this workstation, and you sign in each time. Make sure decisions reach the server before you close the application; until then only the sealed journal has them.',
  'session.agencyServerServer': 'Agency server: {server}',
  'session.nDecisionsWereNotSentYet':
    '{n, plural, one {One decision hasn’t been sent yet} other {# decisions haven’t been sent yet}}',
  'session.stay': 'Stay',
  'session.handOverAndSignOut': 'Leave unsent and sign out',
  'session.sendingNDecisions': '{n, plural, one {Sending # decision…} other {Sending # decisions…}}',
  'session.sendNowAndSignOut': 'Send now and sign out',
  'session.waitingForTheKeychainOf': 'Waiting for this computer’s keychain',
  'session.itMayBeAskingFor': 'It may be asking for its password in a separate window.',
  'session.theAgencyServerCannotBe': 'Can’t reach the agency server',
  'session.nothingCanBeSentNow': 'Nothing can be sent now.',
  'session.nOfThemNeedYou': '{n, plural, one {One of them needs attention} other {# of them need attention}}',
  'session.lookUnderWaitingToBe':
    '{n, plural, one {See “Waiting to be sent”: the server won’t accept it as it is.} other {See “Waiting to be sent”: the server won’t accept them as they are.}}',
  'session.nowEndsTheUndoTime': '{now} means you can no longer undo, and signs you out once the server has everything.',
  'session.sendNow': 'Send now',
  'session.handOverWhatWasNotSent': 'Leave unsent',
  'session.leavesThemInASealed':
    '{n, plural, one {keeps it only in the sealed journal, because this workstation has no keychain. After you next sign in, recover it under Settings.} other {keeps them only in the sealed journal, because this workstation has no keychain. After you next sign in, recover them under Settings.}}',
  'session.leavesThemOnThisWorkstation':
    '{n, plural, one {keeps it on this workstation, encrypted, to be sent after you next sign in here.} other {keeps them on this workstation, encrypted, to be sent after you next sign in here.}}',
  'session.toGoOnElsewhereTake':
    'To continue on another workstation, take this sealed journal and open it under Settings:',
  'session.nTriesAreLeft': '{n, plural, one {One attempt left} other {# attempts left}}',
  'session.theKeyToTheReportsKeptOn': 'the key to the reports stored on this computer is destroyed',
  'session.theReportsThatThisWindow': 'the reports in this window are cleared',
  'session.triesAfterThatCostDecisions': '{tries}. After that, {cost}; unsent decisions stay in the sealed journal.',
  'session.thatIsNotYourPassword': 'Wrong password',
  'session.passwordOfName': 'Password for {name}',
  'session.unlocking': 'Unlocking…',
  'session.useNotice': 'System use notice',
  'session.iUnderstand': 'I understand',
} as const;
