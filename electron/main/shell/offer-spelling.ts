import { app, Menu } from 'electron';
import { spellingMenu } from './spelling-menu.ts';

/** Opens the context menu on right-click, in every window. */
export function offerSpelling(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_clicked, params) => {
      const items = spellingMenu(params, (word) => contents.replaceMisspelling(word));
      if (items.length > 0) Menu.buildFromTemplate(items).popup();
    });
  });
}
