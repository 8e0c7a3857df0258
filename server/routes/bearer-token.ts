/**
 * The bearer token of a request; the scheme's name may be in any letter case (RFC 9110, 11.1). Undefined when there is
 * no well-formed token.
 */
export function bearerToken({ headers }: { headers: { authorization?: string | undefined } }): string | undefined {
  return /^Bearer ([\w-]{20,200})$/i.exec(headers.authorization ?? '')?.[1];
}
