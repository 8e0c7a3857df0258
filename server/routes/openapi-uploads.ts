import { ERROR_STATUS } from './errors.ts';
import type { Json } from './openapi-schemas.ts';

/**
 * The public pages' own script uploads files in pieces to these URLs (server/portal/form/part-routes.ts). They are not
 * in the contract: their bodies are not JSON, and the form must come from a page of this server.
 */

const TAG = 'Public pages';
export const UPLOAD_TAG: Json = {
  name: TAG,
  description: 'Files that the public pages send in pieces (as in tus 1.0).',
};

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  description,
  required: true,
  schema: { type: 'string' },
});
const sends = (names: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(names).map(([name, description]) => [
      name,
      { description, required: true, schema: { type: 'string' } },
    ]),
  );

const OFFSET = 'Where the next piece starts, in bytes.';
const LENGTH = "The file's size in bytes.";
const RESULT = 'How the file ended, sealed for the form that it goes with: its field `uploaded`.';
const PART = {
  name: 'part',
  in: 'path',
  description: 'The sealed address that the start of the file returned; it ends with the link that opened the form.',
  required: true,
  schema: { type: 'string' },
};

const failure = (description: string): Json => ({ description });
const answer = (description: string, names: Record<string, string>): Json => ({ description, headers: sends(names) });

const operation = (operationId: string, summary: string, description: string, more: Json): Json => ({
  operationId,
  tags: [TAG],
  summary,
  description,
  security: [],
  parameters: [],
  ...more,
});

const FAILURES = {
  [String(ERROR_STATUS.invalid_request)]: failure('A field or header is missing or is not what it has to be.'),
  [String(ERROR_STATUS.forbidden)]: failure('The request does not come from a page of this server.'),
  [String(ERROR_STATUS.not_found)]: failure('No such form or file, or the link that opened the form has ended.'),
  [String(ERROR_STATUS.too_many_requests)]: failure('Too many requests or bytes from one network in an hour.'),
};

/** The document's paths for uploads in pieces. */
export const UPLOAD_PATHS: Record<string, Json> = {
  '/uploads': {
    post: operation('startUpload', 'Begin a file', 'Begins a file of a form on the public pages. Errors are pages.', {
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: {
              type: 'object',
              required: ['form', 'csrf', 'name', 'size'],
              properties: Object.fromEntries(
                ['form', 'csrf', 'name', 'size'].map((name) => [name, { type: 'string' }]),
              ),
            },
            example: { form: 'eyJpZCI6…', csrf: 'kq3…', name: 'fence.jpg', size: '2400000' },
          },
        },
      },
      responses: {
        '200': answer('The file is not taken.', { 'Upload-Result': RESULT }),
        '201': answer('The file can be sent.', { Location: 'The address for its pieces.', 'Upload-Offset': OFFSET }),
        ...FAILURES,
      },
    }),
  },
  '/uploads/{part}': {
    head: operation('uploadOffset', 'Where to go on', 'After a lost connection: how much of a file has arrived.', {
      parameters: [PART],
      responses: {
        '200': answer('How much has arrived; `Upload-Result` as well when it is whole.', {
          'Upload-Offset': OFFSET,
          'Upload-Length': LENGTH,
        }),
        ...FAILURES,
      },
    }),
    patch: operation(
      'sendPiece',
      'Add a piece',
      'Adds at most 256 KiB where the last piece ended. What arrives of a piece that is cut off is kept. The last piece has the whole file checked, drawn and sealed as if it had come with the form.',
      {
        parameters: [PART, header('Upload-Offset', OFFSET), header('CSRF-Token', "The form's `csrf` field.")],
        requestBody: {
          required: true,
          content: { 'application/offset+octet-stream': { schema: { type: 'string', contentEncoding: 'binary' } } },
        },
        responses: {
          '204': answer('The piece is stored; `Upload-Result` as well after the last one.', {
            'Upload-Offset': OFFSET,
            'Upload-Length': LENGTH,
          }),
          '409': answer('The piece does not start where the last one ended.', {
            'Upload-Offset': OFFSET,
            'Upload-Length': LENGTH,
          }),
          [String(ERROR_STATUS.payload_too_large)]: failure('The piece is larger than 256 KiB.'),
          [String(ERROR_STATUS.unsupported_media_type)]: failure('The body is not `application/offset+octet-stream`.'),
          ...FAILURES,
        },
      },
    ),
  },
};
