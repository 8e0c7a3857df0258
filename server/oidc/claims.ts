import { z } from 'zod';
import { accountName } from '#shared/domain/account.ts';
import { officer, type Role } from '#shared/domain/officer.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { asUsername } from './people-list.ts';

/** A person as the directory describes them in an ID token. */
export type DirectoryPerson = {
  issuer: string;
  subject: string;
  /** The username for a new account; null if the directory gives none that we can use. */
  name: string | null;
  /** The name that a list from the directory may use for this person, even if no account here could have it. */
  username: string | null;
  objectId: string | null;
  displayName: string;
  /** Null if the directory gives this person no role here. */
  role: Role | null;
};

/** Maximum length of a username or object ID, the same as in a list from the directory. */
const LONGEST = 255;
const text = z.string().trim().min(1);
const names = z.object({
  preferred_username: text.optional().catch(undefined),
  email: text.optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  name: text.optional().catch(undefined),
  oid: text.max(LONGEST).optional().catch(undefined),
});
const roleValues = z.array(z.string()).catch([]);

/**
 * Reads a verified ID token. A username comes from `preferred_username`, or from an e-mail address that the provider
 * has verified: an address that anyone could enter must not name an account.
 */
export function readPerson(
  claims: Readonly<Record<string, unknown>> & { iss: string; sub: string },
  { roleClaim, roles }: Pick<OidcSettings, 'roleClaim' | 'roles'>,
): DirectoryPerson {
  const { preferred_username: preferred, email, email_verified: isVerified, name, oid } = names.parse(claims);
  const claimed = preferred ?? (isVerified === true ? email : undefined);
  const username = accountName.safeParse(claimed).data ?? null;
  const held = new Set(roleValues.parse(valueAt(claims, roleClaim)));
  return {
    issuer: claims.iss,
    subject: claims.sub,
    name: username,
    username: claimed === undefined || claimed.length > LONGEST ? null : asUsername(claimed),
    objectId: oid ?? null,
    displayName: officer.shape.displayName.safeParse(oneLine(name)).data ?? username ?? 'Officer',
    role: roles.find(({ value }) => held.has(value))?.role ?? null,
  };
}

/**
 * Whether the token lacks the groups because there were too many (Entra ID's "groups overage"). Their absence then
 * doesn't mean that the person has none.
 */
export function hasTooManyGroups(claims: Readonly<Record<string, unknown>>, { roleClaim }: OidcSettings): boolean {
  const elsewhere = z.record(z.string(), z.unknown()).safeParse(claims['_claim_names']).data ?? {};
  return Object.hasOwn(elsewhere, roleClaim) || (roleClaim === 'groups' && claims['hasgroups'] === true);
}

function valueAt(claims: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => Object(value)[part], claims);
}

const oneLine = (given: string | undefined) => given?.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
