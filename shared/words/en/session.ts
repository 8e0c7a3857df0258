export const session = {
  'session.theReportsKeptHereCannot': 'The reports kept here cannot be opened',
  'session.yourPasswordIsAnotherOne':
    'Your password is another one than when you were last here, and the reports on this workstation open only with the former one.',
  'session.theEncryptedFileOnThis':
    "The encrypted file on this workstation is damaged or does not open with this workstation's key.",
  'session.theAgencyServerStillHas': 'The agency server still has every report.',
  'session.afreshGetsAllReportsFrom':
    '{afresh} gets all reports from the server again. The unreadable file is kept aside and not deleted. Half-written forms in it are lost; decisions that were not sent are also in a sealed file, from which you can get them back under Settings.',
  'session.startAfresh': 'Start afresh',
  'session.oneMoreStep': 'One more step',
  'session.openYourAuthenticatorAppAnd': 'Open your authenticator app and type the code that it shows for P2C Review.',
  'session.setUpYourSecondFactor': 'Set up your second factor',
  'session.fromNowOnYouSign':
    'From now on you sign in with your password and a code from your phone. Open an authenticator app, add an account, and scan this picture.',
  'session.pictureForTheAuthenticatorApp': 'Picture for the authenticator app',
  'session.itCannotBeScanned': 'It cannot be scanned',
  'session.typeThisKeyIntoThe': 'Type this key into the app instead; it is time based, with six digits.',
  'session.sixDigitsEachWorksOnce': 'Six digits. Each works once; a new one comes every half minute.',
  'session.signingIn': 'Signing in…',
  'session.signIn': 'Sign in',
  'session.startAgain': 'Start again',
  'session.typeYourPasswordToOpen':
    'Type your password to open the reports kept on this computer. This also works without the network.',
  'session.nobodyUsedThisComputerFor':
    'Nobody used this computer for a while. Type your password to go on where you were.',
  'session.typeYourPasswordToGo': 'Type your password to go on where you were.',
  'session.theComputerWasLockedOr': 'The computer was locked or asleep. Type your password to go on where you were.',
  'session.twelveHoursHavePassedSince':
    'Twelve hours have passed since you signed in. Sign in with the agency server to go on.',
  'session.theClockOfThisComputer': 'The clock of this computer was set back. Sign in with the agency server to go on.',
  'session.welcomeBackName': 'Welcome back, {name}',
  'session.decisionsThatYouSavedAre':
    'Decisions that you saved are kept and are still sent while the window is locked.',
  'session.decisionsThatYouSavedAreKept': 'Decisions that you saved are kept and are sent after you sign in.',
  'session.notName': 'Not {name}?',
  'session.nDecisionsOfNameWere':
    '{n, plural, one {One decision of {name} was not sent yet} other {# decisions of {name} were not sent yet}}',
  'session.theyStayOnThisWorkstation':
    '{n, plural, one {It stays on this workstation and is not sent before {name} signs in here again.} other {They stay on this workstation and are not sent before {name} signs in here again.}}',
  'session.signInAsSomebodyElse': 'Sign in as somebody else all the same',
  'session.signInAsSomebodyElse2': 'Sign in as somebody else',
  'session.chooseAPasswordOfYour': 'Choose a password of your own',
  'session.theOneThatYouWere': 'The one that you were given was only for this first time.',
  'session.theAgencyServerWantsYou': 'The agency server wants you to sign in again',
  'session.signInAgain': 'Sign in again',
  'session.nDecisionsWaitForIt': '{n, plural, one {# decision waits for it.} other {# decisions wait for it.}}',
  'session.youCanGoOnReading': 'You can go on reading and deciding; it is all kept.',
  'session.typeYourName': 'Type your name.',
  'session.password': 'Password',
  'session.yourSessionEndedSignIn': 'Your session ended. Sign in to go on; what you had decided is kept.',
  'session.youAreSignedOut': 'You are signed out.',
  'session.theClockOfThisComputerWas': 'The clock of this computer was set back',
  'session.signInWithTheAgency': 'Sign in with the agency server to go on; what you had decided is kept.',
  'session.tooManyWrongPasswords': 'Too many wrong passwords',
  'session.theKeyToTheReports':
    'The key to the reports kept on this computer was destroyed. The agency server still has every report: sign in to get them again.',
  'session.anAdministratorEndedYourSession': 'An administrator ended your session',
  'session.theKeyToTheReportsKept':
    'The key to the reports kept on this computer was destroyed. The agency server still has every report.',
  'session.signInToReviewThe': 'Sign in to review the reports of your agency.',
  'session.nDecisionsWereNotSent':
    '{n, plural, one {# decision was not sent yet and is kept in a sealed file. After you sign in, get it back under Settings.} other {# decisions were not sent yet and are kept in a sealed file. After you sign in, get them back under Settings.}}',
  'session.noReportsAreKeptOn':
    'No reports are kept on this workstation, and you sign in each time. Decisions should reach the server before you close the application; until then only a sealed file has them.',
  'session.agencyServerServer': 'Agency server: {server}',
  'session.nDecisionsWereNotSentYet':
    '{n, plural, one {One decision was not sent yet} other {# decisions were not sent yet}}',
  'session.stay': 'Stay',
  'session.handOverAndSignOut': 'Hand over and sign out',
  'session.sendingNDecisions': '{n, plural, one {Sending # decision…} other {Sending # decisions…}}',
  'session.sendNowAndSignOut': 'Send now and sign out',
  'session.waitingForTheKeychainOf': 'Waiting for the keychain of this computer',
  'session.itMayBeAskingFor': 'It may be asking for its password in a window of its own.',
  'session.theAgencyServerCannotBe': 'The agency server cannot be reached',
  'session.nothingCanBeSentNow': 'Nothing can be sent now.',
  'session.nOfThemNeedYou': '{n, plural, one {One of them needs you} other {# of them need you}}',
  'session.lookUnderWaitingToBe':
    '{n, plural, one {Look under “Waiting to be sent”: the server would not take it as it is.} other {Look under “Waiting to be sent”: the server would not take them as they are.}}',
  'session.nowEndsTheUndoTime': '{now} ends the undo time and signs you out once the server has everything.',
  'session.sendNow': 'Send now',
  'session.handOverWhatWasNotSent': 'Hand over',
  'session.leavesThemInASealed':
    '{n, plural, one {leaves it in a sealed file only, because this workstation has no keychain. After your next sign-in, get it back under Settings.} other {leaves them in a sealed file only, because this workstation has no keychain. After your next sign-in, get them back under Settings.}}',
  'session.leavesThemOnThisWorkstation':
    '{n, plural, one {leaves it on this workstation, encrypted, to be sent after your next sign-in here.} other {leaves them on this workstation, encrypted, to be sent after your next sign-in here.}}',
  'session.toGoOnElsewhereTake': 'To go on elsewhere, take this sealed file along and open it under Settings:',
  'session.nTriesAreLeft': '{n, plural, one {One try is left} other {# tries are left}}',
  'session.theKeyToTheReportsKeptOn': 'the key to the reports kept on this computer is destroyed',
  'session.theReportsThatThisWindow': 'the reports that this window holds are dropped',
  'session.triesAfterThatCostDecisions':
    '{tries}. After that {cost}; decisions that were not sent remain in a sealed file.',
  'session.thatIsNotYourPassword': 'That is not your password',
  'session.passwordOfName': 'Password of {name}',
  'session.unlocking': 'Unlocking…',
  'session.useNotice': 'Use notice',
  'session.iUnderstand': 'I understand',
} as const;
