import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XmlDocument } from 'libxml2-wasm';
import { expect, test } from 'vitest';
import { MANAGED, managedSettings } from '#electron/main/managed/table.ts';
import { root } from '../../../build/machine.mjs';
import { adml, admx, mobileconfig, policyFiles, policyJson, reference } from '../../../build/policy/templates.ts';

const inOrder = (names: readonly string[]) => names.toSorted((one, other) => one.localeCompare(other, 'en'));
const NAMES = inOrder(Object.keys(MANAGED));
const P = { p: 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions' };

/** Returns the content of each node that an XPath finds in a well-formed document. */
function found(xml: string, xpath: string): string[] {
  const document = XmlDocument.fromString(xml);
  try {
    return document.find(xpath, P).map((node) => node.content);
  } finally {
    document.dispose();
  }
}

test.each(Object.entries(policyFiles()))('%s is what the table of settings says', (path, text) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});

test('the template has every setting, each with its words', () => {
  expect(inOrder(found(admx(), '//p:policy/@name'))).toEqual(NAMES);
  const words = new Set(found(adml(), '//p:string/@id'));
  const wanted = [...admx().matchAll(/\$\(string\.(\w+)\)/g)].map(([, name]) => name ?? '');
  expect(wanted.filter((name) => !words.has(name))).toEqual([]);
  const shown = found(adml(), '//p:presentation/@id');
  expect([...admx().matchAll(/\$\(presentation\.(\w+)\)/g)].map(([, name]) => name)).toEqual(shown);
  expect(found(adml(), '//p:presentation/*/@refId')).toEqual(shown);
});

test('the profile for macOS is well-formed and has every setting', () => {
  const keys = found(mobileconfig(), '//array/dict/key').filter((key) => !key.startsWith('Payload'));
  expect(inOrder(keys)).toEqual(NAMES);
});

test('the examples are settings that the application accepts', () => {
  expect(inOrder(Object.keys(managedSettings.parse(JSON.parse(policyJson()))))).toEqual(NAMES);
});

test('the reference describes every setting', () => {
  expect(inOrder([...reference().matchAll(/^## (\w+)$/gm)].map(([, name = '']) => name))).toEqual(NAMES);
});
