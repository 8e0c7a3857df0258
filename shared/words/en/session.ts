export const session = {
  'session.theReportsStoredHereCantBe': 'The reports stored here can’t be opened',
  'session.yourPasswordHasChangedSinceYou':
    'Your password has changed since you last signed in here, and the reports on this workstation open only with the old one.',
  'session.theEncryptedFileOnThisWorkstation':
    'The encrypted file on this workstation is damaged, or this workstation’s key doesn’t open it.',
  'session.theAgencyServerStillHasEvery': 'The agency server still has every report.',
  'session.afreshDownloadsAllReportsFromThe':
    '{afresh} downloads all reports from the server again. The unreadable file will be set aside, not deleted. Unfinished forms in it will be lost; unsent decisions are also in the encrypted backup, and you can recover them in Settings.',
  'session.startOver': 'Start over',
  'session.oneMoreStep': 'One more step',
  'session.openYourAuthenticatorAppAndEnter': 'Open your authenticator app and enter the code it shows for P2C Review.',
  'session.setUpTwoFactorSignIn': 'Set up two-factor sign-in',
  'session.fromNowOnYouSignIn':
    'From now on, you will sign in with your password and a code from your phone. Open an authenticator app, add an account, and scan this code.',
  'session.qRCodeForTheAuthenticatorApp': 'QR code for the authenticator app',
  'session.cantScanIt': 'Can’t scan it?',
  'session.enterThisKeyInTheApp': 'Enter this key in the app instead. Choose time-based, six digits.',
  'session.sixDigitsEachCodeWorksOnce': 'Six digits. Each code works once; a new one appears every 30 seconds.',
  'session.signingIn': 'Signing in…',
  'session.signIn': 'Sign in',
  'session.startOver2': 'Start over',
  'session.enterYourPasswordToOpenThe':
    'Enter your password to open the reports stored on this computer. This works offline, too.',
  'session.thisComputerWasIdleEnterYour': 'This computer was idle. Enter your password to pick up where you left off.',
  'session.enterYourPasswordToPickUp': 'Enter your password to pick up where you left off.',
  'session.theComputerWasLockedOrAsleep':
    'The computer was locked or asleep. Enter your password to pick up where you left off.',
  'session.itHasBeen12HoursSince':
    'It has been 12 hours since you signed in. Sign in to the agency server to continue.',
  'session.thisComputersClockWasSetBack':
    'This computer’s clock was set back. Sign in to the agency server to continue.',
  'session.welcomeBackName': 'Welcome back, {name}',
  'session.yourSavedDecisionsAreKeptAnd':
    'Your saved decisions are kept and will be sent even while the window is locked.',
  'session.yourSavedDecisionsAreKeptAnd2': 'Your saved decisions are kept and will be sent after you sign in.',
  'session.notName': 'Not {name}?',
  'session.nDecisionsByNameHaventBeen':
    '{n, plural, one {One decision by {name} hasn’t been sent yet} other {# decisions by {name} haven’t been sent yet}}',
  'session.theyStayOnThisWorkstationAnd':
    '{n, plural, one {It stays on this workstation and won’t be sent until {name} signs in here again.} other {They stay on this workstation and won’t be sent until {name} signs in here again.}}',
  'session.signInAsSomeoneElseAnyway': 'Sign in as someone else anyway',
  'session.signInAsSomeoneElse': 'Sign in as someone else',
  'session.chooseYourOwnPassword': 'Choose your own password',
  'session.theOneYouWereGivenWas': 'The password you were given was temporary.',
  'session.theAgencyServerNeedsYouTo': 'The agency server needs you to sign in again',
  'session.signInAgain': 'Sign in again',
  'session.nDecisionsAreWaitingToBe':
    '{n, plural, one {# decision is waiting to be sent.} other {# decisions are waiting to be sent.}}',
  'session.youCanKeepReadingAndDeciding': 'You can keep reading reports and making decisions; everything is saved.',
  'session.username': 'Username',
  'session.enterYourUsername': 'Enter your username.',
  'session.password': 'Password',
  'session.yourSessionEndedSignInTo': 'Your session ended. Sign in to continue; your decisions are saved.',
  'session.youAreSignedOut': 'You are signed out.',
  'session.thisComputersClockWasSetBack2': 'This computer’s clock was set back',
  'session.signInWithTheAgencyServer': 'Sign in to the agency server to continue; your decisions are saved.',
  'session.tooManyWrongAttempts': 'Too many wrong attempts',
  'session.theKeyToTheReportsStored':
    'The key to the reports stored on this computer was destroyed. The agency server still has every report: sign in to download them again.',
  'session.anAdministratorEndedYourSession': 'An administrator ended your session',
  'session.theKeyToTheReportsStored2':
    'The key to the reports stored on this computer was destroyed. The agency server still has every report.',
  'session.signInToReviewYourAgencys': 'Sign in to review your agency’s reports.',
  'session.nDecisionsHaventBeenSentYet':
    '{n, plural, one {# decision hasn’t been sent yet and is kept in the encrypted backup. After you sign in, recover it in Settings.} other {# decisions haven’t been sent yet and are kept in the encrypted backup. After you sign in, recover them in Settings.}}',
  'session.noReportsAreStoredOnThis':
    'No reports are stored on this workstation, and you must sign in each time. Make sure decisions reach the server before you close the application; until then, only the encrypted backup has them.',
  'session.agencyServerServer': 'Agency server: {server}',
  'session.nDecisionsHaventBeenSentYet2':
    '{n, plural, one {One decision hasn’t been sent yet} other {# decisions haven’t been sent yet}}',
  'session.stay': 'Stay',
  'session.leaveUnsentAndSignOut': 'Leave unsent and sign out',
  'session.unfinishedWork': 'You have unfinished work',
  'session.allSent': 'Your decisions have been sent',
  'session.nothingWaits': 'Nothing is waiting to be sent anymore.',
  'session.discardAndSignOut': 'Discard and sign out',
  'session.nDraftsWouldBeLost': '{n, plural, one {A draft would be lost} other {# drafts would be lost}}',
  'session.finishThemFirst':
    'This workstation has no keychain, so it keeps what you typed only until you sign out. Stay to finish your work.',
  'session.sendingNDecisions': '{n, plural, one {Sending # decision…} other {Sending # decisions…}}',
  'session.sendNowAndSignOut': 'Send now and sign out',
  'session.waitingForThisComputersKeychain': 'Waiting for this computer’s keychain',
  'session.itMayBeAskingForIts': 'The keychain may be asking for a password in a separate window.',
  'session.cantReachTheAgencyServer': 'Can’t reach the agency server',
  'session.nothingCanBeSentNow': 'Nothing can be sent right now.',
  'session.nOfThemNeedAttention': '{n, plural, one {One of them needs attention} other {# of them need attention}}',
  'session.seeWaitingToBeSentThe':
    '{n, plural, one {See “Waiting to be sent”: the server won’t accept it as it is.} other {See “Waiting to be sent”: the server won’t accept them as they are.}}',
  'session.nowMeansYouCanNoLonger': '{now} ends the undo countdown and signs you out once the server has everything.',
  'session.sendNow': 'Send now',
  'session.leaveUnsent': 'Leave unsent',
  'session.keepsThemOnlyInTheSealed':
    '{n, plural, one {keeps it only in the encrypted backup, because this workstation has no keychain. The next time you sign in, recover it in Settings.} other {keeps them only in the encrypted backup, because this workstation has no keychain. The next time you sign in, recover them in Settings.}}',
  'session.keepsThemOnThisWorkstationEncrypted':
    '{n, plural, one {keeps it on this workstation, encrypted, to be sent the next time you sign in here.} other {keeps them on this workstation, encrypted, to be sent the next time you sign in here.}}',
  'session.toContinueOnAnotherWorkstationTake':
    'To continue on another workstation, copy this file (the encrypted backup) and open it there in Settings:',
  'session.nAttemptsLeft': '{n, plural, one {One attempt left} other {# attempts left}}',
  'session.theKeyToTheReportsStored3': 'the key to the reports stored on this computer will be destroyed',
  'session.theReportsInThisWindowAre': 'the reports in this window will be cleared',
  'session.triesAfterThatCostUnsentDecisions':
    '{tries}. After that, {cost}; unsent decisions stay in the encrypted backup.',
  'session.wrongPassword': 'Wrong password',
  'session.passwordForName': 'Password for {name}',
  'session.unlocking': 'Unlocking…',
  'session.systemUseNotice': 'System use notice',
  'session.iUnderstand': 'I understand',
  'session.signInWithYourAgencyAccount': 'Sign in with your agency account',
  'session.useAPasswordInstead': 'Use a password instead',
  'session.administratorsUseAPassword': 'Administrator? Use a password',
  'session.useYourAgencyAccountInstead': 'Use your agency account instead',
  'session.continueInYourBrowser': 'Continue in your browser',
  'session.aPageOfYourAgencyHasOpened':
    'Your agency’s sign-in page has opened in your browser. Sign in there; this window will continue automatically.',
  'session.openTheBrowserAgain': 'Open the browser again',
  'session.noBrowserOpened': 'Browser didn’t open?',
  'session.openThisAddressInABrowserOn': 'Open this address in a browser on this computer. It works for ten minutes.',
  'session.copyTheAddress': 'Copy the address',
  'session.copied': 'Copied.',
  'session.chooseAPin': 'Choose a PIN',
  'session.yourPinOpensTheReportsStored':
    'This PIN opens the reports stored on this computer, even when you’re offline. It stays on this computer; your agency account is separate.',
  'session.enterYourPinToOpenThe':
    'Enter your PIN for this computer to open the reports stored on it. This works offline, too.',
  'session.thisComputerWasIdlePin': 'This computer was idle. Enter your PIN to pick up where you left off.',
  'session.enterYourPinToPickUp': 'Enter your PIN to pick up where you left off.',
  'session.theComputerWasLockedPin': 'The computer was locked or asleep. Enter your PIN to pick up where you left off.',
  'session.pin': 'PIN for this computer',
  'session.pinForName': 'PIN for {name}',
  'session.enterYourPin': 'Enter your PIN.',
  'session.wrongPin': 'Wrong PIN',
  'session.forgotYourPin': 'Forgot your PIN?',
  'session.youSignInInTheBrowserOnce':
    'Sign in to your agency account again, then choose another PIN. The reports will be downloaded again. Unsent decisions are kept in the encrypted backup; recover them in Settings.',
  'session.chooseAnotherPin': 'Choose another PIN',
  'session.signInToYourAgencyAccountAgain': 'Sign in to your agency account again to continue.',
  'session.confirmInTheBrowser': 'Confirm in the browser',
  'session.proxySignIn': 'Proxy sign-in',
  'session.proxyWants':
    'The proxy {proxy} on your network requires a username and password before it lets this application reach the agency server. Both are kept in this computer’s keychain.',
  'session.proxyRefused': 'The proxy didn’t accept that username and password.',
  'session.proxyPassword': 'Proxy password',
  'session.proxyConnect': 'Connect',
  'session.proxyNotNow': 'Not now',
  'session.fromYourIt': 'From your IT department',
  'session.lostYourPhone': 'Don’t have your phone? Use a recovery code',
  'session.recoveryCode': 'Recovery code',
  'session.enterOneOfYourRecoveryCodes':
    'Enter one of the recovery codes that you printed or wrote down. Each works once.',
  'session.twelveCharacters': 'Twelve letters and digits',
  'session.enterTheTwelveCharacters': 'Enter the twelve characters of a recovery code.',
  'session.useTheAuthenticatorApp': 'Use the authenticator app',
  'session.recoveryReminder': 'Make recovery codes in case you lose your phone',
  'session.recoveryReminderWhy': 'Without a recovery code, only an administrator can let you sign in again.',
  'session.recoveryCodeUsed':
    '{n, plural, =0 {You used your last recovery code} one {You used a recovery code. One is left} other {You used a recovery code. # are left}}',
  'session.recoveryCodeUsedThen':
    'You can always make new ones in Settings, under Recovery codes. If your phone is gone for good, ask an administrator to reset two-factor sign-in. If it wasn’t you, change your password now.',
  'session.notNow': 'Not now',
} as const;
