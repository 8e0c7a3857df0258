import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  compareVersions,
  PRODUCT,
  publicKey,
  releaseNotes,
  releaseVersion,
  SEVERITIES,
  updateChannel,
} from '../../shared/updates/release.ts';
import { makeKey, openKey, publicKeyOf } from './key-file.ts';
import { readPassphrase } from './passphrase.ts';
import { ReleaseError } from './release-error.ts';
import {
  addSignature,
  fits,
  machinePackagesIn,
  packagesIn,
  readRelease,
  sha256Of,
  writeRelease,
  wrongFiles,
} from './release-folder.ts';

const USAGE = `Usage: npm run release -- COMMAND
  keys --out FILE              make a key; prints its public part
  sign DIR --key FILE --sequence N --severity ${SEVERITIES.join('|')} --notes FILE
       [--notes-es FILE] [--floor V] [--publisher SUBJECT]… [--channel C] [--days N] [--version V]
                               write release.json with the vendor's signature beside the packages in DIR
  countersign DIR --key FILE [--vendor-key K]…
                               add the agency's signature; refuses other vendors' keys if K is given
  verify DIR [--vendor-key K]… [--agency-key K]…
                               print what the release is and who signed it; needs no network
Packages that count: *.AppImage, *.exe and *.zip with the version in their name (that of package.json, unless
--version names another); not *-machine.*, *.deb, *.pkg and *.dmg, which administrators install.
The command asks for the passphrase, or reads it from --passphrase-file FILE (- reads a pipe).
docs/it/updates-and-keys.md explains each step.`;

const DAY_MS = 86_400_000;

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      key: { type: 'string' },
      sequence: { type: 'string' },
      severity: { type: 'string' },
      notes: { type: 'string' },
      'notes-es': { type: 'string' },
      floor: { type: 'string' },
      publisher: { type: 'string', multiple: true },
      channel: { type: 'string', default: 'stable' },
      days: { type: 'string', default: '90' },
      version: { type: 'string' },
      'vendor-key': { type: 'string', multiple: true },
      'agency-key': { type: 'string', multiple: true },
      'passphrase-file': { type: 'string' },
    },
  });
  const [command, folder] = positionals;
  const passphrase = (question: string) => readPassphrase(values['passphrase-file'], question);
  const needed = (name: 'out' | 'key' | 'sequence' | 'severity' | 'notes') => {
    const value = values[name];
    if (value === undefined) throw new ReleaseError(`--${name} is missing.`, 2);
    return value;
  };
  const opened = async () => openKey(needed('key'), await passphrase(`Passphrase of ${needed('key')}: `));

  if (command === 'keys') {
    const path = needed('out');
    const made = makeKey(
      path,
      await readPassphrase(values['passphrase-file'], 'New passphrase: ', 'The same passphrase again: '),
    );
    console.log(`${path} contains the private key. Keep it offline. The public key is:\n${made}`);
    return 0;
  }
  if (folder === undefined) {
    console.error(USAGE);
    return 2;
  }
  if (command === 'sign') {
    const version = fitting(releaseVersion, values.version ?? ownVersion(), '--version must look like 1.2.3.');
    const now = Date.now();
    const spanish = values['notes-es'];
    const given = {
      format: 1,
      product: PRODUCT,
      version,
      channel: fitting(updateChannel, values.channel, '--channel must be a name such as stable.'),
      sequence: sequence(needed('sequence')),
      issued: new Date(now).toISOString(),
      expires: new Date(now + days(values.days) * DAY_MS).toISOString(),
      floor: floor(values.floor, version),
      ...(values.publisher === undefined ? {} : { publishers: values.publisher }),
      severity: fitting(z.enum(SEVERITIES), needed('severity'), `--severity must be ${SEVERITIES.join(', ')}.`),
      notes: { en: notesIn(needed('notes')), ...(spanish === undefined ? {} : { es: notesIn(spanish) }) },
      files: await packagesIn(folder, version),
    } as const;
    writeRelease(folder, given, await opened());
    for (const name of machinePackagesIn(folder))
      console.log(`not part of the release: ${name}. Administrators install it; distribute it with its own signature.`);
    return report(folder, {});
  }
  if (command === 'countersign') {
    const { manifest, release, signatures } = readRelease(folder);
    const wrong = await wrongFiles(folder, release);
    if (wrong.length > 0) throw new ReleaseError(`Nothing was signed: ${wrong.join('; ')}.`);
    const vendor = signatures.filter(({ by }) => by === 'vendor');
    const known = publicKeys(values['vendor-key'], 'vendor-key');
    if (!vendor.some((one) => fits(manifest, one) && (known.length === 0 || known.includes(one.key))))
      throw new ReleaseError("Nothing was signed: the vendor's signature is missing or does not match.");
    const key = await opened();
    if (vendor.some((one) => one.key === publicKeyOf(key)))
      throw new ReleaseError(
        "Nothing was signed: that is the vendor's own key. The second signature must be made with another key.",
      );
    addSignature(folder, key);
    return report(folder, values);
  }
  if (command === 'verify') return report(folder, values);
  console.error(USAGE);
  return 2;
}

type Known = { 'vendor-key'?: string[]; 'agency-key'?: string[] };

/**
 * Prints a release and its signatures. Returns 1 if anything is invalid. If no agency key is given, only the vendor's
 * signature is required.
 */
async function report(folder: string, known: Known): Promise<number> {
  const { manifest, release, signatures } = readRelease(folder);
  const { version, channel, sequence, issued, expires, floor, publishers, severity, notes, files } = release;
  console.log(`version ${version}, sequence ${sequence}, channel ${channel}, severity ${severity}`);
  console.log(`issued ${issued}, expires ${expires}, floor ${floor ?? 'none'}`);
  for (const publisher of publishers ?? []) console.log(`publisher ${publisher}`);
  for (const [language, text] of Object.entries(notes)) console.log(`notes (${language}): ${text}`);
  for (const { name, size, sha512 } of files) {
    const sha256 = await sha256Of(folder, name).catch(() => 'unknown: the file cannot be read');
    console.log(
      `${name}: signed as ${size} bytes, SHA-512 ${sha512}\n  SHA-256 in hexadecimal of the file here: ${sha256}`,
    );
  }
  const wrong = await wrongFiles(folder, release);
  for (const one of wrong) console.error(one);
  if (new Date(expires) <= new Date()) wrong.push('expired');
  for (const by of ['vendor', 'agency'] as const) {
    const keys = publicKeys(known[`${by}-key`], `${by}-key`);
    const own = signatures.filter((one) => one.by === by);
    const good = own.filter((one) => fits(manifest, one) && (keys.length === 0 || keys.includes(one.key)));
    for (const one of own) {
      const trust = keys.length === 0 ? ' (compare this key)' : '';
      const why = fits(manifest, one) ? 'not made with a key that you named' : 'does not match this release';
      console.log(`${by}: ${good.includes(one) ? `signed with ${one.key}${trust}` : `NOT VALID, ${why}: ${one.key}`}`);
    }
    if (own.length === 0) console.log(`${by}: not signed yet`);
    if (good.length === 0) wrong.push(by);
  }
  const isNotCountersigned = wrong.length === 1 && wrong[0] === 'agency' && known['agency-key'] === undefined;
  const isGood = wrong.length === 0 || isNotCountersigned;
  console.log(
    isGood
      ? `Result: good${isNotCountersigned ? ', but not countersigned: no workstation installs it yet' : ''}`
      : 'Result: NOT VALID. Do not publish it.',
  );
  return isGood ? 0 : 1;
}

/** @throws ReleaseError with `sentence` as its message if the value is invalid. */
function fitting<T>(schema: z.ZodType<T>, value: unknown, sentence: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ReleaseError(sentence, 2);
  return parsed.data;
}

const wholeNumber = (text: string, most: number, sentence: string) =>
  fitting(z.int().min(1).max(most), /^\d{1,10}$/.test(text) ? Number(text) : null, sentence);

const days = (text: string) => wholeNumber(text, 999, '--days must be a number from 1 to 999.');

const sequence = (text: string) =>
  wholeNumber(text, 2_147_483_647, '--sequence must be a whole number, one more than that of the last release.');

function floor(text: string | undefined, version: string): string | null {
  if (text === undefined) return null;
  const given = fitting(releaseVersion, text, '--floor must look like 1.2.3.');
  if (compareVersions(given, version) > 0)
    throw new ReleaseError(`--floor must not be above the version, ${version}: everyone would be locked out.`);
  return given;
}

const publicKeys = (given: readonly string[] | undefined, option: string) =>
  (given ?? []).map((key) =>
    fitting(publicKey, key, `--${option} must be a public key: 44 characters, ending in =. It is: ${key}`),
  );

function notesIn(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw ReleaseError.ofFile(error, path);
  }
  return fitting(releaseNotes.shape.en, text, `The notes in ${path} are too long: 4,000 characters at most.`);
}

const ownVersion = () =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))).version;

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  // For invalid options, parseArgs throws a TypeError with a code.
  const isUsage = error instanceof TypeError && 'code' in error;
  console.error(error instanceof Error ? error.message : String(error));
  if (isUsage) console.error(USAGE);
  process.exitCode = isUsage ? 2 : error instanceof ReleaseError ? error.exitCode : 1;
}
