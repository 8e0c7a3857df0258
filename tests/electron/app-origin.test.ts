import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { APP_ID } from '#electron/app-origin.ts';

test('Windows knows the running application by the id under which its package installs it', () => {
  const config = readFileSync(new URL('../../build/electron-builder.yml', import.meta.url), 'utf8');
  expect(/^appId: (.+)$/m.exec(config)?.[1]).toBe(APP_ID);
});
