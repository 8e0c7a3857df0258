import { z } from 'zod';
import { ATTACHMENT_FOLDER } from '#shared/domain/attachment.ts';
import { uuid } from '#shared/domain/ids.ts';
import { errorShape } from '#shared/errors.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import { SECURITY_HEADERS } from './content-security.ts';
import { markOrigin } from './origin-mark.ts';
import { askWhere, saveFile } from './save-file.ts';
import { t } from './words.ts';

const place = z.tuple([uuid, uuid]);
type Which = { reportId: string; id: string };

export type AttachmentDeps = {
  ask: AskWorker;
  /** Whether the window may currently see report data. */
  mayRead: () => boolean;
};

/**
 * Serves the pictures attached to reports to the window, and saves original files. The bytes come from the worker thread
 * and stay in memory; a locked window gets none.
 */
export function createAttachmentAccess({ ask, mayRead }: AttachmentDeps) {
  const read = (which: Which) => ask('read-file', { ...which, copy: 'shown' });

  return {
    /**
     * @throws AppError not_found when the attachment is not a picture; offline when the server cannot be reached and the
     * picture was never opened on this workstation
     */
    open: async (which: Which): Promise<undefined> => {
      await read(which);
    },

    /** Answers the window's request for a picture; null when the request is for something else. */
    answer: (request: Request): Promise<Response> | null => {
      const path = URL.parse(request.url)?.pathname ?? '';
      if (!path.startsWith(ATTACHMENT_FOLDER)) return null;
      const parts = place.safeParse(path.slice(ATTACHMENT_FOLDER.length).split('/'));
      if (!parts.success || request.method !== 'GET') return Promise.resolve(respond(404));
      if (!mayRead()) return Promise.resolve(respond(403));
      const [reportId, id] = parts.data;
      return read({ reportId, id }).then(
        // The window may have been locked while the bytes were loading.
        ({ bytes, mediaType }) => (mayRead() ? respond(200, bytes, mediaType) : respond(403)),
        (error: unknown) => respond(errorShape(error).code === 'not_found' ? 404 : 503),
      );
    },

    /** @throws AppError like `open`, or disk_full */
    save: async ({ reportId, id }: Which): Promise<{ saved: boolean }> => {
      const { bytes, meta } = await ask('read-file', { reportId, id, copy: 'original' });
      const path = await askWhere(t('menu.saveOriginal'), meta.name, mayRead);
      if (path !== null) await saveFile(path, bytes, markOrigin);
      return { saved: path !== null };
    },
  };
}

function respond(status: number, bytes: Uint8Array | null = null, mediaType = 'text/plain'): Response {
  return new Response(bytes === null ? '' : new Uint8Array(bytes), {
    status,
    headers: {
      ...SECURITY_HEADERS,
      // Even if the picture is opened as a page, it can run no script and has no access to this application's origin.
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'content-type': mediaType,
    },
  });
}
