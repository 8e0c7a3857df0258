import type { z } from 'zod';
import type { Role } from './domain/officer.ts';
import type { ServiceScope } from './domain/service-account.ts';
import type { ErrorCode } from './errors.ts';

type Part = z.ZodType | undefined;

/**
 * One endpoint of the HTTP contract. `auth` lists the roles that may call it; `public` needs no session; `service:…`
 * needs the token of a service account with that scope.
 */
export type Endpoint<
  Params extends Part = Part,
  Query extends Part = Part,
  Headers extends Part = Part,
  Body extends Part = Part,
  Response extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  summary: string;
  description: string;
  auth: 'public' | `service:${ServiceScope}` | readonly Role[];
  params: Params;
  query: Query;
  headers: Headers;
  body: Body;
  status: 200 | 201 | 204;
  response: Response;
  /** With `file`, the response is a file's bytes rather than JSON, and the `response` schema is ignored. */
  answers: 'json' | 'file';
  /** Possible media types of the response. */
  media: readonly string[];
  /** Headers of every successful response, with their descriptions. */
  sends: Readonly<Record<string, string>>;
  errors: readonly ErrorCode[];
  /**
   * Whether this is a privileged act: it fails with `proof_needed` unless the caller entered the password and one-time
   * code recently (IA-11).
   */
  freshProof: boolean;
};

type Given = Pick<Endpoint, 'method' | 'path' | 'summary' | 'description' | 'auth' | 'errors'>;

/** Defines one endpoint. Parts that are omitted get the type `undefined`, which handler types rely on. */
export function endpoint<
  Response extends z.ZodType,
  Params extends Part = undefined,
  Query extends Part = undefined,
  Headers extends Part = undefined,
  Body extends Part = undefined,
>(
  row: Given & {
    response: Response;
    answers?: 'json' | 'file';
    media?: readonly string[];
    sends?: Readonly<Record<string, string>>;
    freshProof?: boolean;
    status?: 200 | 201 | 204;
    params?: Params;
    query?: Query;
    headers?: Headers;
    body?: Body;
  },
): Endpoint<Params, Query, Headers, Body, Response> {
  return {
    ...row,
    params: row.params as Params,
    query: row.query as Query,
    headers: row.headers as Headers,
    body: row.body as Body,
    status: row.status ?? 200,
    answers: row.answers ?? 'json',
    media: row.media ?? ['application/json'],
    sends: row.sends ?? {},
    freshProof: row.freshProof ?? false,
  };
}
