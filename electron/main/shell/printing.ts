import { app, type WebContents } from 'electron';

const NOTHING = '@media print { html { display: none !important } }';

/** Pages that have nothing on paper, with how to give it back to them. */
const emptied = new WeakMap<WebContents, { put: () => Promise<void>; remove: () => Promise<void> }>();

/** IT turned printing off: pages have nothing on paper, however they are printed. Call before the first window opens. */
export function printNothing(): void {
  app.on('web-contents-created', (_event, contents) => {
    let inserted: Promise<string> | null = null;
    // As the user's style, which the page's own styles for paper can't overrule.
    const put = async () => void (await (inserted = contents.insertCSS(NOTHING, { cssOrigin: 'user' })));
    const remove = async () => {
      if (inserted !== null) await contents.removeInsertedCSS(await inserted);
    };
    emptied.set(contents, { put, remove });
    contents.on('dom-ready', () => void put());
  });
}

/** Does what needs the page as it is on paper, such as a PDF, which is a file and not a print. */
export async function asOnPaper<T>(contents: WebContents, work: () => Promise<T>): Promise<T> {
  const style = emptied.get(contents);
  await style?.remove();
  try {
    return await work();
  } finally {
    await style?.put();
  }
}
