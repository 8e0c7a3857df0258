import { execFile } from 'node:child_process';
import { win32 } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { cleanEnvironment, systemFolder } from '../windows-programs.ts';

const signature = z.object({ Status: z.int(), SignerCertificate: z.object({ Subject: z.string() }) });
const pair = z.tuple([signature, signature]);

/** `unchecked`: nothing is known of either signature, because PowerShell was blocked or failed. */
export type PublisherCheck = 'same' | 'other' | 'unchecked';

const SCRIPT =
  '$ProgressPreference = "SilentlyContinue"; ConvertTo-Json -Compress @(@($env:P2C_OWN, $env:P2C_NEW) | ForEach-Object { $s = Get-AuthenticodeSignature -LiteralPath $_; @{ Status = [int]$s.Status; SignerCertificate = @{ Subject = [string]$s.SignerCertificate.Subject } } })';

type Shell = { path: string; env: NodeJS.ProcessEnv };

/** PowerShell's absolute path, so that the search path doesn't matter. @throws Error on a system without it */
export function windowsShell(system = systemFolder()): Shell {
  return { path: win32.join(system, 'WindowsPowerShell\\v1.0\\powershell.exe'), env: cleanEnvironment(system) };
}

/**
 * Whether Windows finds a valid signature on the installer, by one of the publishers that the signed manifest names, or,
 * if it names none, by the publisher of the running program. A certificate that was renewed under another name is named
 * in the manifest. Nothing but `same` may be installed. electron-updater's own check accepts the installer if PowerShell
 * can't run, and when no publisher is configured.
 */
export async function checkPublisher(
  own: string,
  installer: string,
  publishers: readonly string[] | undefined,
  shell = windowsShell,
): Promise<PublisherCheck> {
  try {
    const { path, env } = shell();
    // Paths are passed in environment variables, so that no character in them can be interpreted as a command.
    const { stdout } = await promisify(execFile)(path, ['-NoProfile', '-NonInteractive', '-Command', SCRIPT], {
      env: { ...env, P2C_OWN: own, P2C_NEW: installer },
      timeout: 60_000,
      maxBuffer: 1024 * 1024,
      windowsHide: true,
    });
    return publisherOf(stdout, publishers);
  } catch {
    return 'unchecked';
  }
}

/**
 * @param printed two signatures as JSON: the running program's and the installer's. Status 0 means valid.
 * @throws ZodError or SyntaxError for anything else.
 */
export function publisherOf(printed: string, publishers: readonly string[] | undefined): PublisherCheck {
  const [running, next] = pair.parse(JSON.parse(printed));
  if (next.Status !== 0) return 'other';
  const { Subject: subject } = next.SignerCertificate;
  if (publishers !== undefined) return publishers.includes(subject) ? 'same' : 'other';
  return running.Status === 0 && running.SignerCertificate.Subject === subject ? 'same' : 'other';
}
