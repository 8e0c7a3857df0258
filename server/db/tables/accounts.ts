import type { Generated } from 'kysely';
import type { Role } from '#shared/domain/officer.ts';
import type { Instant, Optional, OptionalInstant } from './columns.ts';

export type OfficerTable = {
  id: string;
  /** Lowercase; unique. */
  name: string;
  display_name: string;
  role: Role;
  /** An argon2id hash in PHC format. */
  password_hash: string;
  created_at: Instant;
  disabled_at: OptionalInstant;
  disabled_why: Optional<'administrator' | 'idle' | 'directory'>;
  /** The last time an administrator enabled the account. Its idle time is counted from then, or from a later sign-in. */
  enabled_at: OptionalInstant;
  last_sign_in_at: OptionalInstant;
  /** Whether the officer must choose a new password at the next sign-in. */
  password_temporary: Generated<boolean>;
  /** The seed of the authenticator app, encrypted with the server's key; pending until the first correct code. */
  totp_seed: Optional<Buffer>;
  totp_pending: Optional<Buffer>;
  /** Time step (30 s since 1970) of the last accepted code: codes of this step or earlier are refused. */
  totp_last_step: Optional<number>;
};

/** A known workstation of an account; it received a token at an earlier sign-in. */
export type SignInDeviceTable = {
  id: string;
  officer_id: string;
  /** SHA-256 of the token, hexadecimal. */
  token_hash: string;
  /** The name that the workstation most recently reported. */
  workstation: string;
  created_at: Instant;
  last_used_at: Instant;
};

/**
 * Failed sign-ins for one name from one source. `name_hash` is the hexadecimal SHA-256 of the name, which may not exist.
 * The content of a refusal depends only on `failed_at` and `shut_at`, which don't change when a source is released or a
 * sign-in succeeds.
 */
export type SignInSourceTable = {
  name_hash: string;
  /** `device ID`, `address 192.0.2.7` or `address 2001:db8::/64`. */
  source: string;
  /** Null for a name that doesn't exist. */
  officer_id: Optional<string>;
  device_id: Optional<string>;
  /** Failed sign-ins in the fifteen minutes up to the latest one, at most five, oldest first. */
  failed_at: Date[];
  /** The entries of `failed_at` since the last successful sign-in or release. */
  counted_at: Date[];
  /** Null after `forgetOldSources` has cleared the failures. */
  last_failed_at: OptionalInstant;
  /** When rejected sign-ins began to say that there were too many failed attempts. */
  shut_at: OptionalInstant;
  /** When this source was locked. No sign-in from it is accepted until an administrator releases it. */
  locked_at: OptionalInstant;
};

/** Failed sign-ins for one name from all sources. */
export type SignInNameTable = {
  name_hash: string;
  /** Failed sign-ins in the hour up to the latest one, at most 51, oldest first. */
  failed_at: Date[];
  last_failed_at: Instant;
  /** When an unknown workstation last used the one try per minute that all unknown workstations share. */
  turn_at: OptionalInstant;
  /** When someone was last notified of too many failures. */
  told_at: OptionalInstant;
};

export type SessionTable = {
  id: string;
  officer_id: string;
  /** The known workstation that the session was opened on; null if that workstation is no longer known. */
  device_id: Optional<string>;
  workstation: string;
  created_at: Instant;
  expires_at: Instant;
  /** When the officer last authenticated: at sign-in, or since. If null, as in older rows, `created_at` counts. */
  proven_at: OptionalInstant;
  /** Number of the session's newest pair of tokens. */
  generation: Generated<number>;
  refreshed_at: OptionalInstant;
  revoked_at: OptionalInstant;
  ended_why: Optional<'signed_out' | 'revoked' | 'reuse' | 'password_changed'>;
  /** Who revoked the session, such as an administrator's ID; null if no one did. Signing out doesn't set this. */
  revoked_by: Optional<string>;
  /** Start of the last hour for which the audit log records that this session read reports. */
  reads_audited_at: OptionalInstant;
  /** Why this session searches all reports; asked once. */
  search_reason: Optional<string>;
  /** The provider's ID token, encrypted, if the session was opened through the agency's directory. */
  id_token: Optional<Buffer>;
};

export type SessionTokenTable = {
  /** SHA-256 of the token, hexadecimal. */
  token_hash: string;
  session_id: string;
  kind: 'access' | 'refresh';
  generation: number;
  expires_at: Instant;
  /** When the token was first used. */
  used_at: OptionalInstant;
};
