import { join } from 'node:path';
import { root } from './machine.mjs';

/**
 * For each system: the package formats for one account and for a whole computer, and extra options for a whole
 * computer.
 */
const SYSTEMS = /** @type {const} */ ({
  win: { user: ['nsis'], machine: ['nsis'], machineOptions: ['-c.nsis.perMachine=true', '-c.nsis.oneClick=false'] },
  mac: { user: ['dmg', 'zip'], machine: ['pkg'], machineOptions: [] },
  linux: { user: ['AppImage'], machine: ['deb'], machineOptions: [] },
});
const OWN = ['--machine', '--release', '--dir'];

/**
 * Returns the arguments for electron-builder and the kinds of packages to build, or null for an unknown system.
 * @param {string} system @param {readonly string[]} given the arguments after the system on the command line
 */
export function packageOptions(system, given) {
  if (!Object.hasOwn(SYSTEMS, system)) return null;
  const { user, machine, machineOptions } = SYSTEMS[/** @type {keyof typeof SYSTEMS} */ (system)];
  const isForMachine = given.includes('--machine');
  const isRelease = given.includes('--release');
  const targets = given.includes('--dir') ? ['dir'] : isForMachine ? machine : user;
  const options = [
    `--config=${join(root, 'build/electron-builder.yml')}`,
    `--${system}`,
    ...targets,
    // The application reads this value, because it must never update a copy that administrators installed.
    `-c.extraMetadata.installedFor=${isForMachine ? 'machine' : 'user'}`,
    ...(isForMachine ? [...machineOptions, '-c.artifactName=${name}-${version}-${arch}-machine.${ext}'] : []),
    ...(isRelease ? ['-c.forceCodeSigning=true', ...(system === 'mac' ? ['-c.mac.notarize=true'] : [])] : []),
    '--publish=never',
    ...given.filter((one) => !OWN.includes(one)),
  ];
  return { targets, isRelease, options };
}
