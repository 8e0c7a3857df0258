import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './machine.mjs';

/** The licenses file of each bundle lists the packages that it contains. */
const BUNDLES = ['main', 'threads', 'renderer'];

/** @typedef {{ license?: { id?: string, name?: string }, expression?: string }} License */
/** @typedef {{ name: string, version: string, licenses?: License[], hashes?: { alg: string, content: string }[], 'bom-ref': string }} Component */

/**
 * Returns the application's bill of materials in CycloneDX format, from `npm sbom`: the packages bundled into `out/`,
 * the native packages shipped with them, and Electron. Tools and the server's packages are left out.
 * @returns {{ components: Component[], [key: string]: unknown }}
 * @throws Error if a bundle contains a package that the lockfile doesn't have.
 */
export function billOfMaterials() {
  const isNative = (/** @type {Component} */ { name }) =>
    /^(electron|keytar|better-sqlite3.*|@node-rs\/argon2.*)$/.test(name);
  return billOf(BUNDLES, isNative);
}

/**
 * Returns the server's bill of materials: the packages bundled into the server, those shipped with it, and its Node.
 * @param {{ name: string, version: string }[]} packages
 */
export function serverBill(packages) {
  const ids = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  const isBeside = (/** @type {Component} */ { name, version }) =>
    ids.has(`${name}@${version}`) || name === `node-${process.platform}-${process.arch}`;
  return billOf(['server'], isBeside);
}

/**
 * @param {string[]} bundles
 * @param {(one: Component) => boolean} isBeside whether a package is shipped next to the bundles.
 */
function billOf(bundles, isBeside) {
  // Everything that is bundled is a development dependency; npm leaves those out while NODE_ENV is production.
  const whole = JSON.parse(
    execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--include=dev'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    }),
  );
  /** @type {Component[]} */
  const all = whole.components;
  const bundled = bundles.flatMap((name) =>
    [...readFileSync(join(root, `out/${name}/licenses.md`), 'utf8').matchAll(/^## (\S+) - (\d\S*) \(/gm)].map(
      ([, name = '', version = '']) => `${name}@${version}`,
    ),
  );
  const known = new Map(all.map((one) => [`${one.name}@${one.version}`, one]));
  const strangers = bundled.filter((id) => !known.has(id));
  if (strangers.length > 0) throw new Error(`Not in the lockfile: ${strangers.join(', ')}`);
  const components = [
    ...new Set([...bundled.map((id) => /** @type {Component} */ (known.get(id))), ...all.filter(isBeside)]),
  ];
  const refs = new Set(components.map((one) => one['bom-ref']));
  return {
    ...whole,
    components: components.sort((a, b) => a['bom-ref'].localeCompare(b['bom-ref'], 'en')),
    dependencies: whole.dependencies
      .filter((/** @type {{ ref: string }} */ { ref }) => refs.has(ref))
      .map((/** @type {{ ref: string, dependsOn: string[] }} */ { ref, dependsOn }) => ({
        ref,
        dependsOn: dependsOn.filter((one) => refs.has(one)),
      })),
  };
}

/**
 * Returns the list of licenses that accompanies the bill of materials: each package with its version and license, then
 * the license texts of the bundled packages. @param {{ components: Component[] }} bill @returns {string}
 * @throws Error if a package declares no license.
 */
export function licenseList(bill) {
  const texts = BUNDLES.map((name) => readFileSync(join(root, `out/${name}/licenses.md`), 'utf8').trim());
  return ['# Licenses', '', licenseRows(bill), '', ...texts, ''].join('\n');
}

/**
 * Returns a table with the version and license of each package. @param {{ components: Component[] }} bill
 * @param {(name: string) => string | null} inFile the license file of a package that declares no license
 * @returns {string} @throws Error if a package has neither a declared license nor a license file.
 */
export function licenseRows({ components }, inFile = () => null) {
  const rows = components.map(({ name, version, licenses = [] }) => {
    const ids = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name);
    const file = ids.length === 0 ? inFile(name) : null;
    if (file !== null) return `| ${name} | ${version} | in its ${file} |`;
    if (ids.length === 0) throw new Error(`${name} ${version} says no license`);
    return `| ${name} | ${version} | ${ids.join(', ')} |`;
  });
  return ['| package | version | license |', '| --- | --- | --- |', ...rows].join('\n');
}
