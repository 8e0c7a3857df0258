import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { root } from '../../build/machine.mjs';
import { packageOptions } from '../../build/package-options.mjs';

/**
 * electron-builder's own parser for its command line and files, and its own check against app-builder-lib/scheme.json.
 */
type Parsed = { config: { extends: string } };
type Builder = {
  createYargs: () => unknown;
  configureBuildCommand: (yargs: unknown) => { parse: (args: readonly string[]) => unknown };
  normalizeOptions: (args: unknown) => Parsed;
};
type Configuration = {
  getConfig: (folder: string, file: null, options: Parsed['config']) => Promise<object>;
  validateConfiguration: (config: object, logger: { isEnabled: boolean }) => Promise<void>;
};
const require = createRequire(join(root, 'node_modules/electron-builder/package.json'));
const builder = require('electron-builder/out/builder.js') as Builder;
const configuration = require('app-builder-lib/out/util/config/config.js') as Configuration;

const effective = z.looseObject({
  forceCodeSigning: z.boolean().optional(),
  artifactName: z.string().optional(),
  asar: z.unknown(),
  asarUnpack: z.unknown(),
  electronFuses: z.unknown(),
  extraMetadata: z.unknown(),
  nsis: z.looseObject({ perMachine: z.boolean().optional(), oneClick: z.boolean().optional() }),
  mac: z.looseObject({ hardenedRuntime: z.boolean(), notarize: z.boolean(), entitlements: z.string() }),
  linux: z.looseObject({ executableArgs: z.array(z.string()) }),
});

/**
 * Returns electron-builder's configuration for `npm run package -- …`. Throws if electron-builder's schema rejects it.
 */
async function configOf(...[system = '', ...given]: string[]) {
  const options = packageOptions(system, given)?.options ?? [];
  const { config } = builder.normalizeOptions(builder.configureBuildCommand(builder.createYargs()).parse(options));
  const whole = await configuration.getConfig(root, null, config);
  await configuration.validateConfiguration(whole, { isEnabled: false });
  return effective.parse(whole);
}

describe('every package', () => {
  const ALL = ['win', 'mac', 'linux'].flatMap((system) => [system, `${system} --machine`, `${system} --release`]);

  test.each(ALL)('%s: the same fuses, and nothing but native libraries outside of the archive', async (given) => {
    const { electronFuses, asar, asarUnpack } = await configOf(...given.split(' '));
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
    expect({ asar, asarUnpack }).toEqual({ asar: { smartUnpack: false }, asarUnpack: ['**/*.node'] });
  });

  test('runs under the hardened runtime on macOS, and with its sandbox on Linux', async () => {
    const { mac, linux } = await configOf('mac');
    expect(mac).toMatchObject({ hardenedRuntime: true, entitlements: 'build/entitlements.mac.plist' });
    expect(linux.executableArgs).toEqual([]);
  });

  test('is refused if its configuration has a name that electron-builder does not know', async () => {
    await expect(configOf('win', '-c.nsis.perMachin=true')).rejects.toThrow(
      /does not match the API schema\.\n - configuration\.nsis /,
    );
  });
});

describe('npm run package', () => {
  test('packs for one account, which may update itself, without administrator rights', async () => {
    const { nsis, extraMetadata, forceCodeSigning, mac, artifactName } = await configOf('win');
    expect(extraMetadata).toEqual({ installedFor: 'user' });
    expect([nsis.perMachine, forceCodeSigning, mac.notarize, artifactName]).toEqual([
      undefined,
      undefined,
      false,
      undefined,
    ]);
  });

  test('--machine packs for the whole computer, under a name of its own, and never replaces itself', async () => {
    const { nsis, extraMetadata, artifactName } = await configOf('win', '--machine');
    expect(nsis).toMatchObject({ perMachine: true, oneClick: false });
    expect([extraMetadata, artifactName]).toEqual([
      { installedFor: 'machine' },
      '${name}-${version}-${arch}-machine.${ext}',
    ]);
  });

  test('--release refuses what it cannot sign, and has Apple notarize it', async () => {
    expect((await configOf('win', '--machine', '--release')).forceCodeSigning).toBe(true);
    const { forceCodeSigning, mac } = await configOf('mac', '--release');
    expect([forceCodeSigning, mac.notarize]).toEqual([true, true]);
  });

  test.each([
    [['win'], ['nsis']],
    [['win', '--machine'], ['nsis']],
    [['mac'], ['dmg', 'zip']],
    [['mac', '--machine'], ['pkg']],
    [['linux'], ['AppImage']],
    [['linux', '--machine'], ['deb']],
    [['linux', '--machine', '--dir'], ['dir']],
  ])('%s packs as %s, and publishes nothing by itself', ([system = '', ...given], targets) => {
    const packed = packageOptions(system, given);
    expect(packed?.targets).toEqual(targets);
    expect(packed?.options).toContain('--publish=never');
    expect(packed?.options.some((one) => /^--(machine|release|dir)$/.test(one))).toBe(false);
  });

  test.each(['', 'toString', 'windows'])('knows no system “%s”', (system) => {
    expect(packageOptions(system, [])).toBeNull();
  });
});
