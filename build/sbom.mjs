import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './machine.mjs';

/** Each bundle lists what it contains in its licenses. */
const BUNDLES = ['main', 'threads', 'renderer'];

/** @typedef {{ license?: { id?: string, name?: string }, expression?: string }} License */
/** @typedef {{ name: string, version: string, licenses?: License[], hashes?: { alg: string, content: string }[], 'bom-ref': string }} Component */

/**
 * The application's bill of materials in CycloneDX: the packages that were bundled into `out/`, the native ones beside
 * them, and Electron. npm knows them all; tools and the server's packages are left out.
 * @returns {{ components: Component[], [key: string]: unknown }}
 * @throws Error if a bundle contains a package that the lockfile doesn't have.
 */
export function billOfMaterials() {
  const whole = JSON.parse(
    execFileSync('npm', ['sbom', '--sbom-format=cyclonedx'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    }),
  );
  /** @type {Component[]} */
  const all = whole.components;
  const bundled = BUNDLES.flatMap((name) =>
    [...readFileSync(join(root, `out/${name}/licenses.md`), 'utf8').matchAll(/^## (\S+) - (\d\S*) \(/gm)].map(
      ([, name = '', version = '']) => `${name}@${version}`,
    ),
  );
  const known = new Map(all.map((one) => [`${one.name}@${one.version}`, one]));
  const strangers = bundled.filter((id) => !known.has(id));
  if (strangers.length > 0) throw new Error(`Not in the lockfile: ${strangers.join(', ')}`);
  const native = all.filter(({ name }) => /^(electron|keytar|better-sqlite3.*|@node-rs\/argon2.*)$/.test(name));
  const components = [...new Set([...bundled.map((id) => /** @type {Component} */ (known.get(id))), ...native])];
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
 * The list of licenses beside the bill of materials: each package with its version and license, then the texts that came
 * with what was bundled. @param {{ components: Component[] }} bill @returns {string}
 * @throws Error if a package says no license.
 */
export function licenseList({ components }) {
  const rows = components.map(({ name, version, licenses = [] }) => {
    const ids = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name);
    if (ids.length === 0) throw new Error(`${name} ${version} says no license`);
    return `| ${name} | ${version} | ${ids.join(', ')} |`;
  });
  const texts = BUNDLES.map((name) => readFileSync(join(root, `out/${name}/licenses.md`), 'utf8').trim());
  return ['# Licenses', '', '| package | version | license |', '| --- | --- | --- |', ...rows, '', ...texts, ''].join(
    '\n',
  );
}
