import { z } from 'zod';
import { UPLOAD_PROBLEMS } from '#shared/domain/attachment.ts';
import type { PartKey } from '../deps.ts';
import { sameText, seal, sign, unseal } from '../site/seal.ts';
import type { FormToken } from './form-token.ts';

const ID_BYTES = 16;
/** Length of an unsigned key: two IDs, and the time at which the form's link expires (Unix seconds; 0 for never). */
const BYTES = 2 * ID_BYTES + 4;

/** The URL key of a file that is uploaded in pieces, packed to fit the 100 characters that Fastify's router allows. */
export function sealPart(secret: Uint8Array, form: FormToken, id: string): string {
  const until = Buffer.alloc(4);
  until.writeUInt32BE(form.until === undefined ? 0 : Math.floor(form.until / 1000));
  const packed = Buffer.concat([packedId(id), packedId(form.id), until]).toString('base64url');
  return `${packed}.${sign(secret, 'part', packed)}`;
}

/** Returns the file and form in a URL key; null if the key is invalid or the form's link has expired. */
export function readPart(secret: Uint8Array, text: string, now: Date): PartKey | null {
  const [packed = '', signature = '', ...rest] = text.split('.');
  const bytes = Buffer.from(packed, 'base64url');
  if (!sameText(signature, sign(secret, 'part', packed)) || bytes.length !== BYTES || rest.length > 0) return null;
  const until = bytes.readUInt32BE(2 * ID_BYTES);
  if (until !== 0 && now.getTime() >= until * 1000) return null;
  return { id: idAt(bytes, 0), uploadId: idAt(bytes, ID_BYTES) };
}

const packedId = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');

const idAt = (bytes: Buffer, at: number) =>
  bytes.toString('hex', at, at + ID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const partResult = z.object({ name: z.string(), problem: z.enum(UPLOAD_PROBLEMS).nullable() });
type PartResult = z.infer<typeof partResult>;

/** Seals the result of a chunked upload so that only its form can use it. */
export function sealPartResult(secret: Uint8Array, formId: string, result: PartResult): string {
  return seal(secret, `part result ${formId}`, result);
}

export function readPartResult(secret: Uint8Array, formId: string, text: string): PartResult | null {
  return unseal(secret, `part result ${formId}`, text, partResult);
}
