/** The token of a request, however its scheme is written (RFC 9110, 11.1); undefined where it can be none. */
export function bearerToken({ headers }: { headers: { authorization?: string | undefined } }): string | undefined {
  return /^Bearer ([\w-]{20,200})$/i.exec(headers.authorization ?? '')?.[1];
}
