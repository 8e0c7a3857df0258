import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { allowance } from '#server/allowance.ts';
import { networkOf } from '#server/network-of.ts';
import { uuid } from '#shared/domain/ids.ts';
import { LONGEST_NARRATIVE } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import type { KeptFile, UploadProblem } from '../deps.ts';
import type { PortalText } from '../site/text.ts';
import type { ViewKit } from '../site/view-kit.tsx';
import type { Draft, FieldError } from './draft.ts';
import { readFormToken } from './form-token.ts';

/** What a form that can hold files has got so far, and what could not be taken just now. */
export type FormFiles = { kept: readonly KeptFile[]; refused: readonly { name: string; problem: UploadProblem }[] };

export const MOST_FILE_BYTES = 10 * 1024 * 1024;
/** Of one field: the longest narrative that an agency may allow, in UTF-8. */
const MOST_FIELD_BYTES = 3 * LONGEST_NARRATIVE + 1024;
/** Of all fields of a request. */
const MOST_TEXT_BYTES = MOST_FIELD_BYTES + 256 * 1024;
/** Of one request: more than a form takes, so that the person is told so instead of losing what was typed. */
const MOST_PARTS = { files: 30, fields: 150, fieldSize: MOST_FIELD_BYTES };
const HOUR_MS = 3_600_000;
/**
 * Of one address: as much as twenty forms hold that are full to the brim. Without it a single program could fill the place
 * that all who have not sent their form yet share.
 */
const MOST_BYTES_AN_HOUR = 20 * 10 * MOST_FILE_BYTES;
/** What stands between the parts (RFC 2046, 5.1.1); the reader of forms takes its absence for a fault of ours. */
const BOUNDARY = /;\s*boundary=(?:"[^"]{1,70}"|[^\s";]{1,70})\s*(?:;|$)/i;
const NONE: FormFiles = { kept: [], refused: [] };

const filesByRequest = new WeakMap<FastifyRequest, FormFiles>();

/** Set by `registerUploads` before a route answers. */
export function filesOf(request: FastifyRequest): FormFiles {
  return filesByRequest.get(request) ?? NONE;
}

/**
 * Lets the forms of the portal hold files. A file is kept as it arrives, under the form's own id, so that a form that
 * comes back with fieldErrors has it still; routes see the other fields as with any form. A form whose token is not right,
 * or does not stand before the file, has its files thrown away unread.
 *
 * A field `dropFile` takes a file back. After that, and when a file could not be taken, the form is shown again (`edit`).
 */
export async function registerUploads(portal: FastifyInstance, kit: ViewKit): Promise<void> {
  const { uploads, secret, now } = kit.deps;
  const brought = allowance({ most: MOST_BYTES_AN_HOUR, windowMs: HOUR_MS }, now);
  const refusedBy = new WeakMap<FastifyRequest, { name: string; problem: UploadProblem }[]>();

  portal.addHook('onRequest', async (request) => {
    const type = request.headers['content-type'] ?? '';
    if (type.startsWith('multipart/') && !BOUNDARY.test(type)) throw new AppError('invalid_request');
  });

  await portal.register(multipart, { throwFileSizeLimit: false, limits: { ...MOST_PARTS, fileSize: MOST_FILE_BYTES } });

  const takeFile = async (request: FastifyRequest, { file, filename }: MultipartFile, fields: Draft) => {
    const pass = readFormToken(secret, fields.form ?? '');
    const allowed = pass !== null && kit.csrf.check(request, fields.csrf ?? '') === 'ok';
    if (!allowed || (filename ?? '') === '') {
      file.resume();
      return;
    }
    const keep = async () => {
      const from = networkOf(request.ip);
      if (!brought.hasLeft(from)) {
        file.resume();
        return 'full' as const;
      }
      const upload = { uploadId: pass.id, name: filename, source: file, tooLarge: () => file.truncated, from };
      return uploads.keep(upload).finally(() => brought.take(from, file.bytesRead));
    };
    const problem = await keep();
    if (problem !== null) {
      refusedBy.set(request, [...(refusedBy.get(request) ?? []), { name: filename.slice(0, 60), problem }]);
    }
  };

  portal.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    const fields: Record<string, string> = Object.create(null);
    let left = MOST_TEXT_BYTES;
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        if (left < 0) part.file.resume();
        else await takeFile(request, part, fields);
      } else if (typeof part.value === 'string' && left >= 0) {
        // What was cut off is refused as a whole: a person must not sign less than was typed.
        left = part.valueTruncated ? -1 : left - Buffer.byteLength(part.value);
        fields[part.fieldname] = part.value;
      }
    }
    // Said at the end, because a browser that still sends does not listen.
    if (left < 0) throw new AppError('payload_too_large');
    request.body = fields;
  });

  portal.addHook('preHandler', async (request) => {
    const { body } = request;
    if (request.method !== 'POST' || !isFields(body)) return;
    const pass = readFormToken(secret, typeof body.form === 'string' ? body.form : '');
    if (pass === null) return;
    const refused = refusedBy.get(request) ?? [];
    const dropped = uuid.safeParse(body.dropFile);
    if (dropped.success && kit.csrf.check(request, String(body.csrf)) === 'ok') {
      await uploads.drop(pass.id, dropped.data);
      body.edit = 'files';
    }
    if (refused.length > 0) body.edit = 'files';
    filesByRequest.set(request, { kept: await uploads.list(pass.id), refused });
  });
}

/** Whether a form ended in the middle, as when a line breaks or a program makes one up. */
export function isCutOff(error: unknown): boolean {
  return error instanceof Error && /unexpected end of multipart data/i.test(error.message);
}

/** What to say about the files that could not be taken, for the summary above the form. */
export function fileErrors({ refused }: FormFiles, text: PortalText): FieldError[] {
  return refused.map(({ name, problem }) => ({
    field: 'files',
    message: text.t(`portal-status.files.problems.${problem}`, { name }),
  }));
}

function isFields(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
