import type { BusboyFileStream } from '@fastify/busboy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { allowance } from '#server/allowance.ts';
import { networkOf } from '#server/network-of.ts';
import { sourceOf } from '#server/source-of.ts';
import { textOf } from '#server/text-in-flight.ts';
import type { UploadProblem } from '#shared/domain/attachment.ts';
import { uuid } from '#shared/domain/ids.ts';
import { MOST_FILE_BYTES } from '#shared/domain/media-type.ts';
import { LONGEST_NARRATIVE } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import { type ShownFile, withPictures } from '../site/pictures.ts';
import type { PortalText } from '../site/text.ts';
import type { ViewKit } from '../site/view-kit.tsx';
import type { Draft, FieldError } from './draft.ts';
import { readFileToken, readFormToken } from './form-token.ts';
import { partRoutes } from './part-routes.ts';
import { readPartResult } from './part-token.ts';
import { readMultipart } from './read-multipart.ts';

/** The files attached to a form, and the files refused in this request. */
export type FormFiles = {
  kept: readonly ShownFile[];
  refused: readonly { name: string; problem: UploadProblem }[];
  /** The names of the files that this request added, and of the one that it removed. */
  added?: readonly string[];
  removed?: string | undefined;
};

/** Limit for all text of one request: the longest narrative an agency may allow, in UTF-8, and the rest of a form. */
const MOST_TEXT_BYTES = 3 * LONGEST_NARRATIVE + 1024 + 256 * 1024;
/**
 * Limits per request. They are higher than the form's own limits, so that exceeding those shows a message instead of
 * losing what was typed.
 */
const MOST_PARTS = { files: 30, fields: 400 };
const HOUR_MS = 3_600_000;
/**
 * Hourly limit per IP address: the size of twenty completely full forms. Without it, one program could fill the space
 * shared by all unsent forms.
 */
const MOST_BYTES_AN_HOUR = 20 * 10 * MOST_FILE_BYTES;
/**
 * The multipart boundary (RFC 2046, 5.1.1). It is checked here because the form parser reports a missing one as a
 * server error.
 */
const BOUNDARY = /;\s*boundary=(?:"[^"]{1,70}"|[^\s";]{1,70})\s*(?:;|$)/i;
const NONE: FormFiles = { kept: [], refused: [] };

const filesByRequest = new WeakMap<FastifyRequest, FormFiles>();

/** The names of the files, for a sentence. */
export const namesOf = ({ kept }: FormFiles): string => kept.map(({ name }) => name).join(', ');

/** Returns the form's files. `registerUploads` sets them before a route runs. */
export function filesOf(request: FastifyRequest): FormFiles {
  return filesByRequest.get(request) ?? NONE;
}

/**
 * Lets the portal's forms accept files. Each file is stored under the form's own ID as it arrives, so the files are
 * still there when the form is shown again with errors. Routes get the other fields as with any form. If the form token
 * is invalid or doesn't come before the file, the files are discarded unread. The `dropFile` field removes a file.
 * After a removal, or when a file is refused, the form is shown again (`edit`).
 */
export async function registerUploads(portal: FastifyInstance, kit: ViewKit): Promise<void> {
  const { uploads, secret, now } = kit.deps;
  const brought = allowance({ most: MOST_BYTES_AN_HOUR, windowMs: HOUR_MS }, now);
  const refusedBy = new WeakMap<FastifyRequest, { name: string; problem: UploadProblem }[]>();
  const addedBy = new WeakMap<FastifyRequest, string[]>();

  portal.addHook('onRequest', async (request) => {
    const type = request.headers['content-type'] ?? '';
    if (type.startsWith('multipart/') && !BOUNDARY.test(type)) throw new AppError('invalid_request');
  });

  const forms = new WeakSet<FastifyRequest>();
  portal.addContentTypeParser('multipart/form-data', (request, _payload, done) => {
    forms.add(request);
    done(null);
  });

  const takeFile = async (request: FastifyRequest, file: BusboyFileStream, filename: string, fields: Draft) => {
    const pass = readFileToken(secret, fields.form ?? '', now());
    // Keep the files even if the cookie was lost: the form is shown again, and a page can't select files for a person.
    const isOurs = kit.csrf.check(request, fields.csrf ?? '') === 'ok' || kit.csrf.isOwn(request);
    if (pass === null || !isOurs || filename === '') {
      file.resume();
      return;
    }
    const keep = async () => {
      const from = networkOf(sourceOf(request));
      if (!brought.hasLeft(from)) {
        file.resume();
        return 'full' as const;
      }
      const upload = { uploadId: pass.id, name: filename, source: file, tooLarge: () => file.truncated, from };
      return uploads.keep(upload).finally(() => brought.take(from, file.bytesRead));
    };
    const problem = await keep();
    const name = filename.slice(0, 60);
    if (problem === null) addedBy.set(request, [...(addedBy.get(request) ?? []), name]);
    else refusedBy.set(request, [...(refusedBy.get(request) ?? []), { name, problem }]);
  };

  portal.addHook('preValidation', async (request) => {
    if (!forms.has(request)) return;
    const textBytes = Math.min(MOST_TEXT_BYTES, request.routeOptions.bodyLimit ?? MOST_TEXT_BYTES);
    request.body = await readMultipart(request.raw, {
      limits: { ...MOST_PARTS, fileSize: MOST_FILE_BYTES, textBytes },
      text: textOf(request),
      onFile: (file, name, before) => takeFile(request, file, name, before),
      isOurs: (fields) => readFormToken(secret, fields.form ?? '') !== null,
    });
  });

  partRoutes(portal, kit, brought);

  portal.addHook('preHandler', async (request, reply) => {
    const { body } = request;
    if (request.method !== 'POST' || !isFields(body)) return;
    const pass = readFileToken(secret, typeof body.form === 'string' ? body.form : '', now());
    if (pass === null) return;
    const inParts = arrivedInParts(secret, pass.id, body.uploaded);
    const refused = [...(refusedBy.get(request) ?? []), ...inParts.refused];
    const dropped = uuid.safeParse(body.dropFile);
    let removed: string | undefined;
    if (dropped.success && kit.csrf.check(request, String(body.csrf)) === 'ok') {
      removed = (await uploads.list(pass.id)).find((one) => one.id === dropped.data)?.name;
      await uploads.drop(pass.id, dropped.data);
      body.edit = 'files';
    }
    if (refused.length > 0) body.edit = 'files';
    const added = [...(addedBy.get(request) ?? []), ...inParts.added];
    const kept = withPictures(kit, request, reply, await uploads.list(pass.id));
    filesByRequest.set(request, { kept, refused, added, removed });
  });
}

/** The results of files that the browser uploaded in pieces before this form. */
function arrivedInParts(
  secret: Uint8Array,
  formId: string,
  uploaded: unknown,
): Required<Pick<FormFiles, 'added' | 'refused'>> {
  const sealed = typeof uploaded === 'string' ? uploaded.split(' ').slice(0, MOST_PARTS.files) : [];
  const ended = sealed.flatMap((one) => readPartResult(secret, formId, one) ?? []);
  return {
    added: ended.flatMap(({ name, problem }) => (problem === null ? [name] : [])),
    refused: ended.flatMap(({ name, problem }) => (problem === null ? [] : [{ name, problem }])),
  };
}

/**
 * Whether the error means that a form was cut off, such as when the connection drops or a program sends a malformed
 * form.
 */
export function isCutOff(error: unknown): boolean {
  return error instanceof Error && /unexpected end of multipart data/i.test(error.message);
}

/** The errors for refused files, for the summary above the form. */
export function fileErrors({ refused }: FormFiles, text: PortalText): FieldError[] {
  return refused.map(({ name, problem }) => ({
    field: 'files',
    message: text.t(`portal-status.files.problems.${problem}`, { name }),
  }));
}

function isFields(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
