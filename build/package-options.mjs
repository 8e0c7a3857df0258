import { join } from 'node:path';
import { root } from './machine.mjs';

/** For each system: what is packed for one account and for a whole computer, and the options of the latter. */
const SYSTEMS = /** @type {const} */ ({
  win: { user: ['nsis'], machine: ['nsis'], machineOptions: ['-c.nsis.perMachine=true', '-c.nsis.oneClick=false'] },
  mac: { user: ['dmg', 'zip'], machine: ['pkg'], machineOptions: [] },
  linux: { user: ['AppImage'], machine: ['deb'], machineOptions: [] },
});
const OWN = ['--machine', '--release', '--dir'];

/**
 * The arguments for electron-builder, and the kinds of packages they name. Null if there is no such system.
 * @param {string} system @param {readonly string[]} given what followed it on the command line
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
    // The application reads it: what administrators installed, it never replaces by itself.
    `-c.extraMetadata.installedFor=${isForMachine ? 'machine' : 'user'}`,
    ...(isForMachine ? [...machineOptions, '-c.artifactName=${name}-${version}-${arch}-machine.${ext}'] : []),
    ...(isRelease ? ['-c.forceCodeSigning=true', ...(system === 'mac' ? ['-c.mac.notarize=true'] : [])] : []),
    '--publish=never',
    ...given.filter((one) => !OWN.includes(one)),
  ];
  return { targets, isRelease, options };
}
