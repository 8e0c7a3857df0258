/** The few pages of the agency server that a browser shows on the way to the agency's sign-in page and back. */
export const portalDirectory = {
  'portal-directory.expired.title': 'This page can’t be used anymore',
  'portal-directory.expired.text':
    'It works once, for ten minutes, and only in the browser window that P2C Review opened. Go back to P2C Review and start again.',
  'portal-directory.unreachable.title': 'The agency’s sign-in page isn’t responding',
  'portal-directory.unreachable.text':
    'Try again in a few minutes. If P2C Review is locked, you can still open it with your PIN for twelve hours after your last sign-in.',
  'portal-directory.not_signed_out.title': 'You are signed out of P2C Review',
  'portal-directory.not_signed_out.text':
    'The agency’s sign-in page couldn’t be reached, so this browser may still be signed in to your agency account. Close all browser windows before you leave this computer.',
  'portal-directory.signed_out.title': 'You are signed out',
  'portal-directory.signed_out.text': 'You can close this window.',
} as const;
