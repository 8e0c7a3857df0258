import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { printNothing } from '#electron/main/shell/printing.ts';

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
    insertCSS: async (css: string, options?: object) => void styles.push([css, options]),
  });
  app.emit('web-contents-created', {}, contents);
  expect(styles).toEqual([]);
  // A page that loads again has lost what was inserted.
  contents.emit('dom-ready');
  contents.emit('dom-ready');
  // The page's own style for paper says otherwise, and would win over another one of the same origin.
  const style = ['@media print { html { display: none !important } }', { cssOrigin: 'user' }];
  expect(styles).toEqual([style, style]);
});
