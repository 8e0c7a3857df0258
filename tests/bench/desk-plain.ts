import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { build } from 'vite';
import { heapMb, painted } from './desk-page.ts';

/** Measures the same rows in a plain client-side table (desk-plain-page.tsx), in the same browser. */
export async function plainTable(browser: Browser, rowsFile: string, rounds: number) {
  const outDir = mkdtempSync(join(tmpdir(), 'p2c-plain-'));
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  try {
    await build({
      configFile: false,
      root: fileURLToPath(new URL('.', import.meta.url)),
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      oxc: { jsx: { runtime: 'automatic' } },
      build: {
        outDir,
        target: 'esnext',
        rolldownOptions: {
          input: fileURLToPath(new URL('desk-plain-page.tsx', import.meta.url)),
          output: { entryFileNames: 'page.js' },
        },
      },
    });
    const files: Record<string, { contentType: string; body: string }> = {
      '/': { contentType: 'text/html', body: '<div id="root"></div><script type="module" src="/page.js"></script>' },
      '/page.js': { contentType: 'text/javascript', body: readFileSync(join(outDir, 'page.js'), 'utf8') },
      '/rows.json': { contentType: 'application/json', body: readFileSync(rowsFile, 'utf8') },
    };
    await page.route('http://plain.test/**', (route) => {
      const file = files[new URL(route.request().url()).pathname];
      return file === undefined ? route.fulfill({ status: 404 }) : route.fulfill(file);
    });
    await page.goto('http://plain.test/');
    await page.locator('.grid-line').first().waitFor({ timeout: 60_000 });
    const sorts: number[] = [];
    for (let n = 0; n < Math.min(rounds, 12); n += 1) {
      const name = ['person', 'location', 'offenseCode', 'trackingNumber'][n % 4] ?? 'person';
      const ms = await painted(page, { kind: 'rows' }, () => page.getByRole('button', { name, exact: true }).click());
      if (ms !== null) sorts.push(ms);
    }
    const searches: number[] = [];
    await page.getByLabel('Search').focus();
    for (const letter of 'park street') {
      const ms = await painted(page, { kind: 'rows' }, () => page.keyboard.press(letter === ' ' ? 'Space' : letter));
      if (ms !== null) searches.push(ms);
    }
    return { sorts, searches, heap: await heapMb(page) };
  } finally {
    await page.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}
