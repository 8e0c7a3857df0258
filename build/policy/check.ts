import { readFileSync } from 'node:fs';
import { XmlDocument as Xml, type XmlDocument, XmlElement } from 'libxml2-wasm';
import { lineOfSyntax, wrongNames } from '../../electron/main/managed/managed-settings.ts';
import { fromRegistry } from '../../electron/main/managed/registry.ts';
import { MANAGED, type ManagedSetting, managedSettings, PLACES } from '../../electron/main/managed/table.ts';
import { DOMAIN, REGISTRY, VALUES } from './templates.ts';

/*
 * `npm run check-policy -- FILE`: checks managed settings before deployment, against the application's own table.
 * FILE is a policy.json, a .mobileconfig, or the output of `reg query "HKLM\SOFTWARE\Policies\P2C Review"`.
 */
const USAGE = 'Usage: npm run check-policy -- FILE   (policy.json, a .mobileconfig, or what `reg query` printed)';

export type Checked = { faults: string[]; managed: string[]; notes: string[] };

/**
 * Returns the settings in a file and everything that is wrong with them. Each fault names the file and the line.
 * @param text the file's content
 */
export function checkPolicy(text: string, file: string): Checked {
  const lineOf = (name: string) => {
    const found = new RegExp(`(?:"|<key>|^ {4})${name.replace(/[^\w.-]/g, '.')}(?:"|</key>| {4})`, 'm').exec(text);
    return `${file}:${found === null ? 1 : text.slice(0, found.index).split('\n').length}`;
  };
  const nothing = (faults: string[]): Checked => ({ faults, managed: [], notes: [] });
  if (text.trim() === '') return nothing([`${file}: The file is empty.`]);
  if (text.startsWith('Windows Registry Editor'))
    return nothing([`${file}: This is a .reg file. Check what this prints: reg query "${PLACES.registry}"`]);
  const isRegistry = REGISTRY_VALUE.test(text);
  // Undefined if the output doesn't include the line with the key.
  const key = isRegistry ? /^HKEY_\S.*$/m.exec(text)?.[0].trim() : undefined;
  if (key !== undefined && key.toLowerCase() !== KEY.toLowerCase())
    return nothing([`${file}: The application does not read ${key}. Put the settings into ${PLACES.registry}`]);
  if (text.startsWith('ERROR: '))
    return nothing([`${file}: It contains no settings: the registry key does not exist, or could not be read.`]);
  let given: unknown;
  try {
    given = valuesIn(text);
  } catch (error) {
    const fault =
      error instanceof SyntaxError
        ? `${file}:${lineOfSyntax(text, error)}: This is not valid JSON: look for a missing or extra comma, quote or bracket.`
        : `${file}: ${error instanceof Error ? error.message : String(error)}`;
    return nothing([fault]);
  }
  const settings = managedSettings.safeParse(given).data ?? {};
  const { updateKeys = [] } = settings;
  const faults = [
    ...repeatedIn(text).map(({ name, line }) => `${file}:${line}: ${name} appears twice.`),
    ...wrongNames(given).map((name) => `${lineOf(name)}: ${whatIsWrong(name, isRegistry)}`),
    ...(new Set(updateKeys).size < updateKeys.length
      ? [`${lineOf('updateKeys')}: updateKeys has the same key twice. The second one is only for replacing the first.`]
      : []),
  ];
  if (faults.length === 0 && settings.server === undefined)
    faults.push(`${file}: server is missing: an installed application does not start without it.`);
  const lineAt = (fault: string) => Number(/:(\d+): /.exec(fault.slice(file.length))?.[1] ?? 0);
  faults.sort((a, b) => lineAt(a) - lineAt(b));
  const managed = Object.entries(settings).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return { faults, managed, notes: faults.length > 0 ? [] : notesOn(settings) };
}

/**
 * Finds names that a JSON file repeats, because the application would silently use the last value. Since settings are
 * not nested, any repeated name is a fault.
 */
function repeatedIn(text: string): { name: string; line: number }[] {
  if (!text.trimStart().startsWith('{')) return [];
  const seen = new Set<string>();
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"(\s*:)?/g)].flatMap(({ 1: name = '', 2: colon, index }) => {
    if (colon === undefined) return [];
    const isAgain = seen.has(name);
    seen.add(name);
    return isAgain ? [{ name, line: text.slice(0, index).split('\n').length }] : [];
  });
}

const REGISTRY_VALUE = /^ {4}\S+ {4}REG_/m;
const KEY = PLACES.registry.replace(/^HKLM/, 'HKEY_LOCAL_MACHINE');

function whatIsWrong(name: string, isRegistry: boolean): string {
  const setting = Object.entries<ManagedSetting>(MANAGED).find(([one]) => one === name)?.[1];
  if (name === '') return 'This is not a set of settings: { "server": "https://…" }.';
  if (setting !== undefined) {
    const range = setting.range === undefined ? '' : `, ${setting.range.join(' to ')}`;
    const [kind, example] = isRegistry
      ? [REGISTRY[setting.kind], inRegistry(setting.windowsExample ?? setting.example)]
      : [VALUES[setting.kind], JSON.stringify(setting.example)];
    return `${name} is not valid (${kind}${range}). ${setting.help} Example: ${example}`;
  }
  const near = Object.keys(MANAGED).find((one) => one.toLowerCase() === name.toLowerCase());
  return `${name} is not a setting. ${near === undefined ? `There are: ${Object.keys(MANAGED).join(', ')}.` : `Write ${near}.`}`;
}

function inRegistry(example: ManagedSetting['example']): string {
  if (typeof example === 'boolean') return String(Number(example));
  return typeof example === 'object' ? example.join(' ') : String(example);
}

function notesOn({ updateKeys, ca, clientCertificate, remoteDebugging }: typeof managedSettings._output): string[] {
  return [
    ...(updateKeys === undefined
      ? ['Without updateKeys, a package installed for one account installs no updates.']
      : []),
    ...[ca, clientCertificate]
      .filter((path) => path !== undefined)
      .map(
        (path) =>
          `Not checked here: ${path}. Every computer needs this file, and only administrators may be able to change it.`,
      ),
    ...(remoteDebugging === true
      ? ['remoteDebugging is only for testing a package: remove it before a roll-out.']
      : []),
  ];
}

function valuesIn(text: string): unknown {
  if (text.trimStart().startsWith('<')) return valuesInProfile(text);
  if (REGISTRY_VALUE.test(text)) return fromRegistry(text.replaceAll('\r', ''));
  return JSON.parse(text);
}

/** Returns the settings in a configuration profile or in a plain property list. */
function valuesInProfile(text: string): Record<string, unknown> {
  const document: XmlDocument = Xml.fromString(text.replace(/<!DOCTYPE[^>]*>/, ''));
  try {
    const payload = document.get(`//dict[key[.="PayloadType"]/following-sibling::*[1][.="${DOMAIN}"]]`);
    const dict = payload ?? document.get('/plist/dict');
    if (!(dict instanceof XmlElement)) throw new Error(`It contains no payload of type ${DOMAIN}.`);
    const keys = dict.find('key').filter(({ content }) => !content.startsWith('Payload'));
    const names = keys.map(({ content }) => content);
    const again = names.find((name, at) => names.indexOf(name) < at);
    if (again !== undefined) throw new Error(`${again} appears twice.`);
    return Object.fromEntries(keys.map((key) => [key.content, plistValue(key.get('following-sibling::*[1]'))]));
  } finally {
    document.dispose();
  }
}

function plistValue(node: unknown): unknown {
  if (!(node instanceof XmlElement)) return null;
  switch (node.name) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'integer':
      return Number(node.content);
    case 'array':
      return node.find('string').map(({ content }) => content);
    default:
      return node.content;
  }
}

/** PowerShell writes UTF-16 with a byte order mark. */
function textIn(path: string): string {
  const bytes = readFileSync(path);
  return bytes[0] === 0xff && bytes[1] === 0xfe
    ? bytes.toString('utf16le').slice(1)
    : bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function main([file, ...more]: string[]): number {
  if (file === undefined || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  let text: string;
  try {
    text = textIn(file);
  } catch (error) {
    const isMissing = Object(error).code === 'ENOENT';
    console.error(isMissing ? `There is no ${file}.` : `${file} cannot be read: ${String(error)}`);
    return 2;
  }
  const { faults, managed, notes } = checkPolicy(text, file);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) return 1;
  console.log(
    [
      `${file}: ${managed.length} managed ${managed.length === 1 ? 'setting' : 'settings'}`,
      ...managed.map((one) => `  ${one}`),
    ].join('\n'),
  );
  for (const note of notes) console.log(note);
  return 0;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
