/**
 * Every error that crosses a border carries one of these codes, a sentence for the person and, where one exists,
 * a way out. The list is closed so that a screen can say something useful about each of them.
 */
export const ERROR_TEXTS = {
  invalid_request: 'Something in what was sent is not valid.',
  unsupported_media_type: 'This address takes another kind of content.',
  payload_too_large: 'What was sent is too large.',
  too_many_requests: 'Too many attempts. Please wait a little and try again.',
  bad_credentials: 'The name or the password is not right.',
  wrong_code: 'That code is not right, or was used before.',
  code_needed: 'Type the code that your authenticator app shows.',
  enrollment_needed: 'This account needs a second factor.',
  new_password_needed: 'This password was only for the first time. Choose one of your own.',
  account_locked:
    'Wrong name or password, or too many wrong sign-ins from here. After too many, an administrator must unlock this workstation for the account.',
  unauthenticated: 'Please sign in again.',
  session_revoked: 'An administrator ended this session.',
  forbidden: 'Your role does not allow this.',
  proof_needed: 'It is a while since you signed in. Give your password again for this.',
  address_not_confirmed: 'This agency confirms e-mail addresses. Please send this report on its web page.',
  not_found: 'There is no such thing here.',
  method_not_allowed: 'This address does not take this method.',
  stale_version: 'The report changed since it was read.',
  letter_changed: 'The wording of the letter changed since it was shown.',
  against_rule: 'A rule does not allow what was sent.',
  act_not_allowed: 'The report is in a state in which this cannot be done.',
  idempotency_mismatch: 'The same idempotency key was used before for something else.',
  cursor_expired: 'The server was restored or replaced; everything must be pulled again.',
  unavailable: 'The agency server cannot answer right now.',
  internal: 'Something went wrong on our side. Nothing was lost.',
  offline: 'The agency server cannot be reached.',
  bad_response: 'The agency server sent something this application does not understand.',
  intercepted: 'Something on the network answered in place of the agency server.',
  untrusted_server: 'What answers as the agency server could not prove that it is, so nothing was sent.',
  unknown_channel: 'The window asked for something that does not exist.',
  signed_out: 'Nobody is signed in on this workstation.',
  cache_unreadable: 'The reports kept on this workstation cannot be opened with this key.',
  locked: 'This window is locked.',
  wrong_password: 'The password is not right.',
  cache_busy:
    'The reports kept on this workstation are being put in order, so nothing was saved. Try again in a moment.',
  clock_set_back: 'The clock of this workstation was set back.',
  decisions_waiting: 'Decisions on this workstation were not sent yet.',
  not_here_yet: 'This workstation is still fetching its reports, so what was decided cannot be taken up yet.',
  newer_decision: 'Something newer was said about these two reports.',
  disk_full: 'The disk of this workstation is full, so nothing was saved.',
  disk_refused: 'This workstation could not write to its own folder, so nothing was saved.',
  not_saved: 'It could not be saved there.',
  keychain_unavailable: 'This workstation has no usable keychain.',
  nothing_to_undo: 'It was already sent and can no longer be undone here.',
} as const;

export type ErrorCode = keyof typeof ERROR_TEXTS;
export const ERROR_CODES = Object.keys(ERROR_TEXTS) as [ErrorCode, ...ErrorCode[]];

/** One fieldError about one field; `path` is dotted, such as `items.0.valueCents`. */
export type FieldError = { path: string; message: string };

/** An expected failure: it has a code, may name fields, and may carry what the other side has now. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  readonly current: unknown;
  /** When it may be tried again; null where nobody knows. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ErrorCode,
    more: {
      message?: string;
      fields?: readonly FieldError[];
      current?: unknown;
      cause?: unknown;
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(more.message ?? ERROR_TEXTS[code], { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = more.fields ?? [];
    this.current = more.current;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }
}

/** The plain form in which an error travels over IPC (Electron's own passing of errors loses everything but the text). */
export type ErrorShape = { code: ErrorCode; message: string; fields: readonly FieldError[] };

export function errorShape(error: unknown): ErrorShape {
  if (error instanceof AppError) return { code: error.code, message: error.message, fields: error.fields };
  return { code: 'internal', message: ERROR_TEXTS.internal, fields: [] };
}
