import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { saveUpload } from '#server/commands/drafts/save-upload.ts';
import { addInformation } from '#server/commands/reports/add-information.ts';
import { openDrawing } from '#server/files/view-copy.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { photograph } from '../helpers/pictures.ts';
import { onDatabase, reportId } from './own-database.ts';

/** The most that the portal accepts at once. */
const AT_ONCE = 10;

/** Adds `many` photos to a report as its reporter would, ten at a time. */
export function sendPhotographs(agency: BuiltServer, trackingNumber: string, many: number): Promise<void> {
  return onDatabase(agency, async (deps) => {
    const id = await reportId(deps, trackingNumber);
    const bytes = await photograph(320, 200);
    const withDrawing = { ...deps, drawing: await openDrawing() };
    for (let sent = 0; sent < many; sent += AT_ONCE) {
      const uploadId = randomUUID();
      for (let at = sent; at < Math.min(many, sent + AT_ONCE); at += 1) {
        const name = `IMG_${at}_${'très long nom '.repeat(8)}.jpg`;
        const source = Readable.from([bytes]);
        const upload = { uploadId, name, source, tooLarge: () => false, from: 'test' };
        const kept = await saveUpload(withDrawing, upload);
        if (!kept.ok) throw new Error(`${name} was not kept`);
      }
      if (!(await addInformation(deps, id, { text: '', uploadId }, 'test'))) throw new Error('nothing more is taken');
    }
  });
}
