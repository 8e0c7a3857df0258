import { execFileSync } from 'node:child_process';
import { win32 } from 'node:path';
import { cleanEnvironment, systemFolder } from '../windows-programs.ts';

/** Windows itself, its installer, and administrators, as SDDL names them. Only they may own or change the file. */
const TRUSTED: readonly string[] = [
  'SY',
  'BA',
  'LA',
  'DA',
  'EA',
  'S-1-5-18',
  'S-1-5-32-544',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
];
/** Reading and running: data, extended attributes, attributes, the list itself, waiting, and the generic forms. */
const HARMLESS_BITS = 0x1 | 0x8 | 0x20 | 0x80 | 0x2_0000 | 0x10_0000 | 0x2000_0000 | 0x8000_0000;
const HARMLESS: readonly string[] = ['FR', 'FX', 'GR', 'GX', 'RC', 'CC', 'SW', 'WP', 'LO'];

/**
 * Whether only administrators may change a file. Anything that is not understood counts as a right to change it.
 * @param sddl its owner and access list (MS-DTYP 2.5.1), such as `O:BAG:SYD:PAI(A;;FA;;;SY)(A;;0x1200a9;;;BU)`.
 */
export function isOnlyAdministratorsOnWindows(sddl: string): boolean {
  const owner = /^O:(S(?:-\d+)+|[A-Z]{2})(?=[GDS]:|$)/.exec(sddl.trim())?.[1];
  // Without any entry, nobody may change it; without a list, everybody may.
  const list = /D:([A-Z]*)((?:\([^()]*\))*)(?=S:|$)/.exec(sddl.trim());
  if (owner === undefined || !TRUSTED.includes(owner) || list === null || list[1]?.includes('NO_ACCESS') === true)
    return false;
  return [...(list[2] ?? '').matchAll(/\(([^()]*)\)/g)].every(([, entry = '']) => {
    const [type, flags = '', rights = '', , , account = ''] = entry.split(';');
    if (type === 'D' || TRUSTED.includes(account)) return true;
    // It holds for what is made in a folder later, not for this file.
    if (flags.match(/../g)?.includes('IO') === true) return true;
    return isHarmless(rights);
  });
}

function isHarmless(rights: string): boolean {
  // Bits, not a sum: the highest one is the sign.
  if (/^0x[0-9a-f]{1,8}$/i.test(rights)) return (Number(rights) & ~HARMLESS_BITS) >>> 0 === 0;
  return /^(?:[A-Z]{2})*$/.test(rights) && (rights.match(/../g) ?? []).every((one) => HARMLESS.includes(one));
}

/** Who may change a file, as SDDL. @throws Error if PowerShell is blocked or fails. */
export function accessOf(path: string): string {
  const system = systemFolder();
  // The path is passed in the environment, so that no character in it can be interpreted as a command.
  return execFileSync(
    win32.join(system, 'WindowsPowerShell\\v1.0\\powershell.exe'),
    ['-NoProfile', '-NonInteractive', '-Command', '(Get-Acl -LiteralPath $env:P2C_FILE -ErrorAction Stop).Sddl'],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...cleanEnvironment(system), P2C_FILE: path },
      timeout: 30_000,
      windowsHide: true,
    },
  );
}
