/** Settings that are yes or no; the registry has only numbers for them. */
const YES_OR_NO = ['contentProtection', 'remoteDebugging'];

/**
 * The values of one key, as `reg query` prints them: `    server    REG_SZ    https://…`, numbers as `0x1e`.
 * Group Policy writes an empty text for a setting that was emptied; it counts as missing.
 */
export function fromRegistry(printed: string): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [, name = '', type, text = ''] of printed.matchAll(/^ {4}(\S+) {4}(REG_SZ|REG_DWORD)(?: {4}(.*))?$/gm)) {
    const value = text.trim();
    if (type === 'REG_SZ' && value === '') continue;
    const number = type === 'REG_DWORD' ? Number(value) : null;
    values[name] = number === null ? value : YES_OR_NO.includes(name) ? number !== 0 : number;
  }
  return values;
}
