import { expect, test } from 'vitest';
import { hasTooManyGroups, readPerson } from '#server/oidc/claims.ts';
import type { OidcSettings } from '#server/oidc/oidc-settings.ts';

const WHO = { iss: 'https://idp.example', sub: 's-1', preferred_username: 'rivera', name: 'Officer Rivera' };
const ROLES: OidcSettings['roles'] = [
  { value: 'sergeants', role: 'supervisor' },
  { value: '7c1f3c2e-88ad-4f0a-9a5e-0a8f4f0f5d11', role: 'officer' },
  { value: '/p2c/officers', role: 'officer' },
];
const roleOf = (claims: object, roleClaim: OidcSettings['roleClaim']) =>
  readPerson({ ...WHO, ...claims }, { roleClaim, roles: ROLES }).role;

test.each<[string, object, OidcSettings['roleClaim'], string | null]>([
  ['app roles of Entra ID', { roles: ['sergeants'] }, 'roles', 'supervisor'],
  ['groups of Entra ID', { groups: ['7c1f3c2e-88ad-4f0a-9a5e-0a8f4f0f5d11'] }, 'groups', 'officer'],
  ['groups of Keycloak', { groups: ['/p2c/officers'] }, 'groups', 'officer'],
  ['realm roles of Keycloak', { realm_access: { roles: ['x', 'sergeants'] } }, 'realm_access.roles', 'supervisor'],
  ['the first entry of the settings decides', { roles: ['/p2c/officers', 'sergeants'] }, 'roles', 'supervisor'],
  ['another claim than the configured one', { groups: ['sergeants'] }, 'roles', null],
  ['a value that only contains the right one', { roles: ['not-sergeants'] }, 'roles', null],
  ['other case', { roles: ['Sergeants'] }, 'roles', null],
  ['a text in place of a list', { roles: 'sergeants' }, 'roles', null],
  ['no claim at all', {}, 'realm_access.roles', null],
])('%s', (_, claims, roleClaim, role) => {
  expect(roleOf(claims, roleClaim)).toBe(role);
});

test('groups that Entra ID left out because there are too many are not taken for none', () => {
  const settings = { roleClaim: 'groups', roles: ROLES } as unknown as OidcSettings;
  expect(hasTooManyGroups({ _claim_names: { groups: 'src1' } }, settings)).toBe(true);
  expect(hasTooManyGroups({ hasgroups: true }, settings)).toBe(true);
  expect(hasTooManyGroups({ groups: [] }, settings)).toBe(false);
});

test('a display name is one line of at most 160 characters, and the username without one', () => {
  const named = (name: unknown) => readPerson({ ...WHO, name }, { roleClaim: 'roles', roles: ROLES }).displayName;
  expect(named('Officer\n\u202eRivera ')).toBe('Officer Rivera');
  expect(named('x'.repeat(161))).toBe('rivera');
  expect(named(17)).toBe('rivera');
});
