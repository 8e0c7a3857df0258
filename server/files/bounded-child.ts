import { execFile } from 'node:child_process';

/** Exit code of a child whose input is invalid (EX_DATAERR of sysexits.h). */
const EXIT_BAD_INPUT = 65;
/** Shells and sandboxes exit with 128 + N when signal N killed the program they ran. */
const EXIT_BY_SIGNAL = 128;

export type ChildBounds = { mostMs: number; mostBytes: number; env: Record<string, string>; stopped: AbortSignal };

/**
 * Runs a program once on an input, and kills it when it takes too long or writes too much.
 * @returns its output; null when the input was bad, that is, when the program rejected it, was killed, or crashed.
 * @throws Error when the program could not be run at all.
 */
export function runChild(command: readonly string[], input: Uint8Array, bounds: ChildBounds): Promise<Buffer | null> {
  const [file = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      args,
      {
        encoding: 'buffer',
        env: bounds.env,
        cwd: '/',
        timeout: bounds.mostMs,
        maxBuffer: bounds.mostBytes,
        killSignal: 'SIGKILL',
        signal: bounds.stopped,
      },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        const { code, signal, killed } = error;
        const broke = killed === true || (signal ?? null) !== null || code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
        if (broke || code === EXIT_BAD_INPUT || Number(code) > EXIT_BY_SIGNAL) return resolve(null);
        const said = stderr.toString('utf8').trim().split('\n')[0]?.slice(0, 200) ?? '';
        reject(new Error(`it ended with ${code}${said === '' ? '' : `: ${said}`}`));
      },
    );
    // A child that exits early doesn't read all of its input. Ignore the write error; the exit code says why.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
