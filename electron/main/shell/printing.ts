import { app } from 'electron';

/** IT turned printing off: pages have nothing on paper, however they are printed. Call before the first window opens. */
export function printNothing(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('dom-ready', () => void contents.insertCSS('@media print { html { display: none !important } }'));
  });
}
