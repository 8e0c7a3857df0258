import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { APP_ID } from '#electron/app-origin.ts';

const config = readFileSync(new URL('../../build/electron-builder.yml', import.meta.url), 'utf8');

test('Windows knows the running application by the id under which its package installs it', () => {
  expect(/^appId: (.+)$/m.exec(config)?.[1]).toBe(APP_ID);
});

// electron-builder fills in few places, the name of a publisher not among them; all others would be shipped as they stand.
test('the description of the package has nothing that somebody would have to fill in', () => {
  expect(config).not.toContain('${');
});
