import type { Generated } from 'kysely';
import type { Instant, Optional, OptionalInstant } from './columns.ts';

/** Links an account to a person in the agency's directory. */
export type OfficerIdentityTable = {
  officer_id: string;
  issuer: string;
  /** The `sub` claim, which never changes and is never given to someone else (OpenID Connect Core, 5.7). */
  subject: string;
  linked_at: Instant;
  /** The username in the last sign-in, normalized by `asUsername`; null without a sign-in, or if it had no username. */
  username: Optional<string>;
  /** Entra ID's `oid`, which its lists contain, unlike its `sub`. */
  object_id: Optional<string>;
};

/** A sign-in or reauthentication that a workstation started and that someone completes in the system browser. */
export type BrowserRequestTable = {
  id: string;
  purpose: 'sign_in' | 'proof';
  /** SHA-256 of the ticket in the start page's address. */
  ticket_hash: string;
  /** The workstation's own PKCE challenge (RFC 7636, S256): only that workstation can exchange the code. */
  challenge: string;
  /** The loopback port that the workstation listens on. */
  port: number;
  /** Returned to the workstation, so that it accepts only an answer to its own request. */
  desk_state: string;
  workstation: string;
  /** The session to reauthenticate; null for a sign-in. */
  session_id: Optional<string>;
  /** The network that started it, or `staff` for the agency's own computers; null in older rows. */
  source: Optional<string>;
  created_at: Instant;
  expires_at: Instant;
  /**
   * SHA-256 of the `state` that the provider must return; null until the browser is sent to the provider, and again
   * after it comes back.
   */
  state_hash: Optional<string>;
  /** SHA-256 of the cookie of the browser that opened the start page. */
  browser_hash: Optional<string>;
  /** The nonce and the PKCE verifier for the provider, encrypted with the server's key. */
  sealed: Optional<Buffer>;
  officer_id: Optional<string>;
  /** When the provider last saw the person authenticate (`auth_time`). */
  authenticated_at: OptionalInstant;
  /** The ID token, encrypted; needed for signing out of the provider. */
  id_token: Optional<Buffer>;
  code_hash: Optional<string>;
  code_expires_at: OptionalInstant;
  /** When the code was exchanged, or the request failed. */
  ended_at: OptionalInstant;
};

/** A sign-out from the provider that a workstation is about to open in the browser. */
export type ProviderSignOutTable = { ticket_hash: string; id_token: Buffer; expires_at: Instant };

/** One-time codes that replace the authenticator app. */
export type RecoveryCodeTable = {
  officer_id: string;
  /** HMAC-SHA256 under the server's key, hexadecimal. */
  code_hash: string;
  made_at: Instant;
  used_at: OptionalInstant;
};

/** A change to an account that a second person must confirm. */
export type AccountConfirmationTable = {
  id: string;
  officer_id: string;
  why: 'created' | 'password' | 'role';
  asked_by: string;
  /** Who asked for earlier changes that nobody agreed to; they may not decide either. */
  also_asked_by: Generated<string[]>;
  /** The newest acts to confirm, as JSON (`ConfirmationAct[]`), oldest first; empty in older rows. */
  acts: Generated<unknown>;
  asked_at: Instant;
  decided_by: Optional<string>;
  decided_at: OptionalInstant;
  confirmed: Optional<boolean>;
};

/** Another program of the agency, such as its monitoring. */
export type ServiceAccountTable = {
  id: string;
  name: string;
  scopes: string[];
  created_by: string;
  created_at: Instant;
  revoked_at: OptionalInstant;
  last_used_at: OptionalInstant;
};

export type ServiceTokenTable = {
  token_hash: string;
  service_id: string;
  created_at: Instant;
  expires_at: Instant;
  last_used_at: OptionalInstant;
  /** Start of the last hour for which the audit log records that this token was used. */
  used_audited_at: OptionalInstant;
};
