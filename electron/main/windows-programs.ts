import { win32 } from 'node:path';

/**
 * The folder of Windows's own programs. It is read from where the system loaded its first module, because anyone can set
 * the environment variable `SystemRoot` for a program that they start.
 * @param modules paths of the modules loaded into this process.
 * @throws Error if that module isn't among them.
 */
export function systemFolder(modules: readonly string[] = loadedModules()): string {
  const first = modules.find((path) => win32.isAbsolute(path) && win32.basename(path).toLowerCase() === 'ntdll.dll');
  if (first === undefined) throw new Error("the system's folder can't be found");
  return win32.dirname(first);
}

/**
 * The environment for a program of Windows: nothing of the caller's, which could make it load other modules.
 * @param system the result of `systemFolder`.
 */
export const cleanEnvironment = (system: string): NodeJS.ProcessEnv => ({
  SystemRoot: win32.dirname(system),
  windir: win32.dirname(system),
  PATH: system,
  PSModulePath: win32.join(system, 'WindowsPowerShell\\v1.0\\Modules'),
});

function loadedModules(): string[] {
  // Names of the network's hosts are not wanted, and looking them up takes seconds.
  Object.assign(process.report, { excludeNetwork: true });
  const { sharedObjects } = process.report.getReport() as { sharedObjects?: string[] };
  return sharedObjects ?? [];
}
