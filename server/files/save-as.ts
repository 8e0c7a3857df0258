/**
 * A `Content-Disposition` header (RFC 6266) that saves the file under the given name, with an ASCII fallback for older
 * programs.
 */
export function saveAs(name: string): string {
  const plain = name.replace(/[^\w. -]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
