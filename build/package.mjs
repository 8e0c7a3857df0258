import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './machine.mjs';
import { runOnNode24 } from './node24.mjs';
import { packageOptions } from './package-options.mjs';
import { billOfMaterials, licenseList } from './sbom.mjs';
import { packServer } from './server-package/main.mjs';
import { setUp } from './set-up.mjs';
import { build } from './suites.mjs';
import { vendorKeys } from './vendor-keys.mjs';

/*
 * `npm run package -- win|mac|linux [--machine] [--release] [--dir] [options of electron-builder]`: builds the
 * application and packages it for one system, into dist/, with a CycloneDX bill of materials, licenses and policy
 * templates.
 * --machine: a package that administrators install and update for all accounts of a computer. Without it, each account
 *   installs its own copy, which can update itself without administrator rights.
 * --release: fails if the vendor's public keys are missing or signing fails, and has Apple notarize the result.
 * --dir: only the unpacked folder that an installer would contain.
 * `npm run package -- server [--version V]`: the agency server as a Debian package and a tarball, for this machine's
 *   architecture.
 * ELECTRON_OVERRIDE_DIST_PATH: an unpacked Electron to use instead of downloading one, as for npm's `electron`.
 */
const [system = '', ...given] = process.argv.slice(2);
if (system === 'server') {
  const { rest } = await setUp();
  await build();
  await rest;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const at = given.indexOf('--version');
  packServer(at === -1 ? version : (given[at + 1] ?? ''));
  process.exit();
}
const wanted = packageOptions(system, given);
if (wanted === null) {
  console.error(
    'Usage: npm run package -- win|mac|linux [--machine] [--release] [--dir] [options of electron-builder]\n' +
      '       npm run package -- server [--version V]',
  );
  process.exit(2);
}
if (wanted.isRelease && vendorKeys().length === 0) {
  console.error(
    'A release needs the vendor’s public keys for updates: put them into build/vendor-keys.json, or name a file in\n' +
      'P2C_VENDOR_KEYS. Without them, no installed application would ever install an update. docs/it/updates-and-keys.md',
  );
  process.exit(1);
}

const { rest } = await setUp();
// What is built for a package keeps to the managed settings, whatever its program is called.
process.env.P2C_PACKAGE = '1';
await build();
await rest;

mkdirSync(join(root, 'dist'), { recursive: true });
const bill = billOfMaterials();
writeFileSync(join(root, 'dist/sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
writeFileSync(join(root, 'dist/licenses.md'), licenseList(bill));
cpSync(join(root, 'resources/policy-templates'), join(root, 'dist/policy-templates'), { recursive: true });

const own = process.env.ELECTRON_OVERRIDE_DIST_PATH;
const electron = own === undefined ? [] : [`-c.electronDist=${own}`, `-c.electronVersion=${versionOf(own)}`];
say(`packing ${wanted.targets.join(' and ')} for ${system}`);
runOnNode24([join(root, 'node_modules/electron-builder/cli.js'), ...wanted.options, ...electron]);

/** @param {string} folder of an unpacked Electron */
function versionOf(folder) {
  const file = join(folder, 'version');
  if (!existsSync(file)) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH: ${folder} is not an unpacked Electron`);
  return readFileSync(file, 'utf8').trim().replace(/^v/, '');
}
