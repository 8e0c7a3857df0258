import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { asOnPaper, printNothing } from '#electron/main/shell/printing.ts';

const electron = vi.hoisted(() => ({ app: null as unknown }));
vi.mock('electron', () => ({
  get app() {
    return electron.app;
  },
}));

test('where IT turned printing off, every page that is loaded has nothing on paper', () => {
  const app = new EventEmitter();
  electron.app = app;
  printNothing();
  const styles: [css: string, options: object | undefined][] = [];
  const contents = Object.assign(new EventEmitter(), {
    insertCSS: async (css: string, options?: object) => {
      styles.push([css, options]);
      return '';
    },
  });
  app.emit('web-contents-created', {}, contents);
  expect(styles).toEqual([]);
  // A page that loads again has lost what was inserted.
  contents.emit('dom-ready');
  contents.emit('dom-ready');
  // The page's own print style says the opposite and would override another author style, so this one has user origin.
  const style = ['@media print { html { display: none !important } }', { cssOrigin: 'user' }];
  expect(styles).toEqual([style, style]);
});

test('where IT turned printing off, a page that is saved as a PDF has its content, and nothing on paper afterward', async () => {
  const app = new EventEmitter();
  electron.app = app;
  printNothing();
  const there = new Set<string>();
  let n = 0;
  const contents = Object.assign(new EventEmitter(), {
    insertCSS: async () => {
      there.add(`style ${(n += 1)}`);
      return `style ${n}`;
    },
    removeInsertedCSS: async (key: string) => void there.delete(key),
  });
  app.emit('web-contents-created', {}, contents);
  contents.emit('dom-ready');
  const page = contents as unknown as Parameters<typeof asOnPaper>[0];
  expect(await asOnPaper(page, async () => there.size)).toBe(0);
  expect(there.size).toBe(1);
  await expect(asOnPaper(page, () => Promise.reject(new Error('no printer')))).rejects.toThrow('no printer');
  expect(there.size).toBe(1);
});
