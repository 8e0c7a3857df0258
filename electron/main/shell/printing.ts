import { app } from 'electron';

const NOTHING = '@media print { html { display: none !important } }';

/** IT turned printing off: pages have nothing on paper, however they are printed. Call before the first window opens. */
export function printNothing(): void {
  app.on('web-contents-created', (_event, contents) => {
    // As the user's style, which the page's own styles for paper can't overrule.
    contents.on('dom-ready', () => void contents.insertCSS(NOTHING, { cssOrigin: 'user' }));
  });
}
