import { win32 } from 'node:path';
import { z } from 'zod';
import { publicKey, updateChannel } from '#shared/updates/release.ts';
import { serverAddress } from '../settings.ts';

/**
 * The settings that IT can set for all accounts of a computer. Validation, Group Policy templates, the examples for
 * other systems and docs/it/policy-reference.md are all generated from this table.
 */
export type ManagedSetting = {
  schema: z.ZodType;
  /** How the registry and its editor store the value; a `list` is one string there, its items separated by spaces. */
  kind: 'text' | 'lines' | 'list' | 'number' | 'yesNo';
  title: string;
  /** Tells an administrator, in one or two sentences, what the setting does. */
  help: string;
  example: string | number | boolean | readonly string[];
  /** The example for Windows, if it differs. */
  windowsExample?: string;
  range?: readonly [least: number, most: number];
};

const proxy = z.union([
  z.enum(['system', 'direct']),
  z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text))
    .refine((url) => url.pathname === '/' && url.search === '' && url.username === '' && url.password === '')
    .transform((url) => url.origin),
]);
/** The registry stores a list as one string. */
const list = (item: z.ZodString) =>
  z
    .union([z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))])
    .pipe(z.array(item).min(1).max(2));
/**
 * An absolute path. Windows rules apply on every platform, so that settings can be checked anywhere; absolute Unix
 * paths satisfy them too.
 */
const fullPath = z
  .string()
  .max(500)
  .refine((path) => win32.isAbsolute(path));
const sha256 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const yesNo = z.boolean();
/** Plain text whose only control characters are line breaks. */
const plainText = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  // oxlint-disable-next-line no-control-regex
  .regex(/^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$/u);
/** Several lines: one string here, or a list of strings from the registry. */
const lines = z.union([z.string(), z.array(z.string()).transform((each) => each.join('\n'))]).pipe(plainText);

export const MANAGED = {
  server: {
    schema: serverAddress,
    kind: 'text',
    title: 'Agency server',
    help: 'Address of the agency server: https:// and its name, without a path. Without it, an installed application does not start.',
    example: 'https://p2c.example.gov',
  },
  ca: {
    schema: fullPath,
    kind: 'text',
    title: 'Certificate authority of the agency server',
    help: 'Full path of a PEM file. Only the authorities in it are trusted for the agency server, instead of those that the computer trusts. The file must be one that only administrators can change.',
    example: '/etc/p2c-review/agency-ca.pem',
    windowsExample: 'C:\\Program Files\\Agency\\agency-ca.pem',
  },
  pin: {
    schema: list(sha256),
    kind: 'list',
    title: 'Public key of the agency server',
    help: 'SHA-256 of the server’s public key (SPKI) in base64; two while the key is being replaced. A server with another key is refused, even if its certificate is valid.',
    example: ['YLh1dUR9y6Kja30RrAn7JKnbQG/uEtLMkBgFF2Fuihg='],
  },
  clientCertificate: {
    schema: fullPath,
    kind: 'text',
    title: 'Certificate of this computer',
    help: 'Full path of a PEM file with a certificate and its private key, for an agency server that accepts only computers that have one. The file must be one that only administrators can change and that officers’ accounts can read.',
    example: '/etc/p2c-review/workstation.pem',
    windowsExample: 'C:\\Program Files\\Agency\\workstation.pem',
  },
  proxy: {
    schema: proxy,
    kind: 'text',
    title: 'Proxy',
    help: 'system (the computer’s settings, including a PAC file; the default), direct (none), or the address of an http or https proxy. The application asks for usernames and passwords; they are never set here.',
    example: 'http://proxy.example.gov:3128',
  },
  lockMinutes: {
    schema: z.int().min(1).max(30),
    kind: 'number',
    range: [1, 30],
    title: 'Longest idle time before the lock',
    help: 'The window locks after at most this many idle minutes, even if the agency’s policy allows more.',
    example: 10,
  },
  signInText: {
    schema: lines,
    kind: 'lines',
    title: 'Text at sign-in',
    help: 'Plain text above the sign-in form, such as whom to call; at most 1000 characters. The agency’s use notice is always shown.',
    example: 'Trouble signing in? Call the help desk at extension 4357.',
  },
  updateChannel: {
    schema: updateChannel,
    kind: 'text',
    title: 'Update channel',
    help: 'Which of the agency’s update channels the computer follows; stable if not set.',
    example: 'stable',
  },
  updateKeys: {
    schema: list(publicKey),
    kind: 'list',
    title: 'Agency keys for updates',
    help: 'The agency’s public keys (Ed25519: 44 characters of base64 each) that a release must be signed with; two while one is being replaced. Without any, no update is installed.',
    example: ['Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE='],
  },
  contentProtection: {
    schema: yesNo,
    kind: 'yesNo',
    title: 'Keep the window out of recordings',
    help: 'Keeps the window out of screen recordings and screenshots, where the system can.',
    example: true,
  },
  disablePrinting: {
    schema: yesNo,
    kind: 'yesNo',
    title: 'Turn off printing',
    help: 'Reports cannot be printed from this computer. They can still be saved as PDF files.',
    example: false,
  },
  disableSavingFiles: {
    schema: yesNo,
    kind: 'yesNo',
    title: 'Turn off saving files',
    help: 'Attachments, letters, reports, figures and the audit log cannot be saved as files on this computer.',
    example: false,
  },
  disableSpellCheck: {
    schema: yesNo,
    kind: 'yesNo',
    title: 'Turn off spell check',
    help: 'Notes are not spell-checked, and no dictionaries are downloaded from the agency server.',
    example: false,
  },
  disableServerSearch: {
    schema: yesNo,
    kind: 'yesNo',
    title: 'Turn off search on the server',
    help: 'The page “Find reports”, which searches all reports on the agency server, cannot be used on this computer.',
    example: false,
  },
  remoteDebugging: {
    schema: yesNo,
    kind: 'yesNo',
    title: 'Allow remote debugging',
    help: 'Allows --remote-debugging-port; only for testing a package.',
    example: false,
  },
} as const satisfies Record<string, ManagedSetting>;

export type ManagedName = keyof typeof MANAGED;
type Shape = { [K in ManagedName]: z.ZodOptional<(typeof MANAGED)[K]['schema']> };

export const managedSettings = z.strictObject(
  Object.fromEntries(Object.entries(MANAGED).map(([name, { schema }]) => [name, schema.optional()])) as Shape,
);
export type ManagedSettings = z.infer<typeof managedSettings>;

/** Where each platform keeps the managed settings. */
export const PLACES = {
  registry: 'HKLM\\SOFTWARE\\Policies\\P2C Review',
  preferences: '/Library/Managed Preferences/us.p2c-review.desk.plist',
  file: '/etc/p2c-review/policy.json',
} as const;
