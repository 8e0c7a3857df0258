import { expect, onTestFinished, test, vi } from 'vitest';
import { billOfMaterials, licenseList } from '../../build/sbom.mjs';

test('the bill of materials has what the application contains, with hashes, and no tool', () => {
  const { components } = billOfMaterials();
  const names = components.map(({ name }) => name);
  for (const one of ['react-dom', 'axios', 'zod', 'electron-updater', 'keytar', 'electron'])
    expect(names).toContain(one);
  for (const one of ['vite', 'playwright', 'electron-builder', 'fastify', 'typescript', 'axe-core'])
    expect(names).not.toContain(one);
  expect(components.filter(({ hashes = [] }) => hashes.length === 0).map(({ name }) => name)).toEqual([]);
});

test('the bill of materials is whole in a production environment, too', () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('NODE_ENV', 'production');
  expect(billOfMaterials().components.map(({ name }) => name)).toContain('react-dom');
});

test('the list of licenses has every package of the bill of materials with its license', () => {
  const bill = billOfMaterials();
  const list = licenseList(bill);
  for (const { name, version } of bill.components) expect(list).toContain(`\n| ${name} | ${version} | `);
  const [first] = bill.components;
  expect(() => licenseList({ components: [{ ...first!, licenses: [] }] })).toThrow(/says no license/);
});
