import { execFile } from 'node:child_process';
import { win32 } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { cleanEnvironment, systemFolder } from '../windows-programs.ts';

const signature = z.object({ Status: z.int(), SignerCertificate: z.object({ Subject: z.string().min(1) }) });
const pair = z.tuple([signature, signature]);

const SCRIPT =
  '$ProgressPreference = "SilentlyContinue"; ConvertTo-Json -Compress @(@($env:P2C_OWN, $env:P2C_NEW) | ForEach-Object { $s = Get-AuthenticodeSignature -LiteralPath $_; @{ Status = [int]$s.Status; SignerCertificate = @{ Subject = [string]$s.SignerCertificate.Subject } } })';

type Shell = { path: string; env: NodeJS.ProcessEnv };

/** PowerShell's absolute path, so that the search path doesn't matter. @throws Error on a system without it */
export function windowsShell(system = systemFolder()): Shell {
  return { path: win32.join(system, 'WindowsPowerShell\\v1.0\\powershell.exe'), env: cleanEnvironment(system) };
}

/**
 * Whether Windows finds a valid signature on the installer, by the publisher of the running program. Fails closed: if
 * PowerShell can't run or its output can't be parsed, returns false. electron-updater's own check accepts the installer
 * in those cases, and when no publisher is configured.
 */
export async function hasSamePublisher(own: string, installer: string, shell = windowsShell): Promise<boolean> {
  try {
    const { path, env } = shell();
    // Paths are passed in environment variables, so that no character in them can be interpreted as a command.
    const { stdout } = await promisify(execFile)(path, ['-NoProfile', '-NonInteractive', '-Command', SCRIPT], {
      env: { ...env, P2C_OWN: own, P2C_NEW: installer },
      timeout: 60_000,
      maxBuffer: 1024 * 1024,
      windowsHide: true,
    });
    return isSamePublisher(stdout);
  } catch {
    return false;
  }
}

/** @param printed two signatures as JSON: the running program's and the installer's. Status 0 means valid. */
export function isSamePublisher(printed: string): boolean {
  const [running, next] = pair.parse(JSON.parse(printed));
  return (
    running.Status === 0 && next.Status === 0 && running.SignerCertificate.Subject === next.SignerCertificate.Subject
  );
}
