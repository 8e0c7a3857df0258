import { app, type WebContents } from 'electron';

const NOTHING = '@media print { html { display: none !important } }';

/** Pages that print blank, with functions to insert and remove the style that does it. */
const emptied = new WeakMap<WebContents, { put: () => Promise<void>; remove: () => Promise<void> }>();

/** Makes pages print blank, however they are printed, if IT turned printing off. Call before the first window opens. */
export function printNothing(): void {
  app.on('web-contents-created', (_event, contents) => {
    let inserted: Promise<string> | null = null;
    // Inserted as a user style sheet, which the page's own print styles can't override.
    const put = async () => void (await (inserted = contents.insertCSS(NOTHING, { cssOrigin: 'user' })));
    const remove = async () => {
      if (inserted !== null) await contents.removeInsertedCSS(await inserted);
    };
    emptied.set(contents, { put, remove });
    contents.on('dom-ready', () => void put());
  });
}

/**
 * Runs `work` with the page's print layout restored, for example to make a PDF, which counts as saving, not as
 * printing.
 */
export async function asOnPaper<T>(contents: WebContents, work: () => Promise<T>): Promise<T> {
  const style = emptied.get(contents);
  await style?.remove();
  try {
    return await work();
  } finally {
    await style?.put();
  }
}
