import { MANAGED, type ManagedSetting } from './table.ts';

const kindOf = (name: string): ManagedSetting['kind'] | undefined =>
  Object.entries(MANAGED).find(([one]) => one === name)?.[1].kind;

const TYPES: ReadonlySet<string> = new Set(['REG_SZ', 'REG_DWORD', 'REG_MULTI_SZ']);

/**
 * Parses the values of one key, as `reg query` prints them: `    server    REG_SZ    https://…`, numbers as `0x1e`.
 * Group Policy writes an empty string for a setting that was cleared, so an empty string counts as missing. A value of
 * an unsupported type (REG_EXPAND_SZ, REG_QWORD, …) becomes an object, which no setting accepts, so that the error
 * names the setting.
 */
export function fromRegistry(printed: string): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [, name = '', type = '', text = ''] of printed.matchAll(/^ {4}(\S.*?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/gm)) {
    const value = text.trim();
    if (!TYPES.has(type)) {
      values[name] = { type };
      continue;
    }
    if (type !== 'REG_DWORD' && value === '') continue;
    // `reg` prints the strings of a REG_MULTI_SZ separated by a literal \0.
    if (type === 'REG_MULTI_SZ') values[name] = value.split('\\0');
    else if (type === 'REG_SZ') values[name] = value;
    else values[name] = kindOf(name) === 'yesNo' ? Number(value) !== 0 : Number(value);
  }
  return values;
}
