/**
 * The token of a request, with the scheme in any letter case (RFC 9110, 11.1); undefined when there is no well-formed
 * one.
 */
export function bearerToken({ headers }: { headers: { authorization?: string | undefined } }): string | undefined {
  return /^Bearer ([\w-]{20,200})$/i.exec(headers.authorization ?? '')?.[1];
}
