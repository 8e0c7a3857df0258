import { z } from 'zod';
import { uuid } from './domain/ids.ts';
import { endpoint } from './endpoint.ts';

/** The rows of shared/api.ts about what a person sends and gets besides the form. */
export const personApi = {
  attachment: endpoint({
    method: 'GET',
    path: '/api/v1/attachments/:attachmentId',
    summary: 'A file of a report',
    description:
      'The bytes, as a file to save: `view` is the copy for looking at (a JPEG of at most 2048 pixels without the original’s metadata; only where the report names one), `original` what the person sent. `Repr-Digest` has the SHA-256. Each reading is audited. 404 also for a file whose report was removed.',
    auth: ['officer', 'supervisor'],
    params: z.object({ attachmentId: uuid }),
    query: z.object({ copy: z.enum(['view', 'original']).default('view') }),
    response: z.null(),
    answers: 'file',
    errors: ['invalid_request', 'not_found'],
  }),
} as const;
