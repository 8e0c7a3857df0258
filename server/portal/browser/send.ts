/**
 * Sends a file in pieces, so that a lost connection costs only one piece: the script asks the server where to resume.
 * This file is sent to the browser as is, so it has no imports; `backoffMs` of shared/ is sent with it.
 */

declare function backoffMs(failures: number, pauses: { firstMs: number; mostMs: number; spread: number }): number;

/** The largest piece that the server takes, in bytes. */
const p2cPieceBytes = 256 * 1024;

type P2cSending = {
  /** Fields of the form that the file goes with. */
  form: string;
  csrf: string;
  /** Called with the share that has been sent, and whether the connection is lost at the moment. */
  shown: (share: number, isLost: boolean) => void;
};

/** @returns the result, sealed by the server for the form. @throws when the file cannot be sent this way. */
// oxlint-disable-next-line no-unused-vars -- fields.ts calls it: these scripts are sent to the browser as one
async function p2cSendInPieces(file: File, { form, csrf, shown }: P2cSending): Promise<string> {
  const MOST_TRIES = 60;
  const PAUSES = { firstMs: 1000, mostMs: 15_000, spread: 0.5 };
  const MOST_MS = 60_000;
  let tries = 0;

  /** Waits longer each time, but resumes at once when the browser is back online. */
  const pause = () => {
    tries += 1;
    if (tries > MOST_TRIES) throw new Error('given up');
    return new Promise<void>((resolve) => {
      setTimeout(resolve, backoffMs(tries, PAUSES));
      window.addEventListener('online', () => resolve(), { once: true });
    });
  };

  /** Returns a conclusive response; null if the connection is lost, or if the server is busy or restarting. */
  const ask = async (url: string, options: RequestInit): Promise<Response | null> => {
    try {
      const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(MOST_MS) });
      if (answer.status !== 429 && answer.status < 500) return answer;
    } catch {
      // The connection is lost.
    }
    return null;
  };

  const start = async () => {
    const body = new URLSearchParams({ form, csrf, name: file.name, size: String(file.size) });
    for (;;) {
      const answer = await ask('/uploads', { method: 'POST', body });
      if (answer !== null) return answer;
      shown(0, true);
      await pause();
    }
  };

  const started = await start();
  const refused = started.headers.get('upload-result');
  if (refused !== null) return refused;
  const url = started.headers.get('location');
  if (!started.ok || url === null) throw new Error('not taken');

  let at = 0;
  for (;;) {
    const headers = {
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(at),
      'csrf-token': csrf,
    };
    const sent = await ask(url, { method: 'PATCH', headers, body: file.slice(at, at + p2cPieceBytes) });
    if (sent === null) {
      shown(at / file.size, true);
      await pause();
    }
    // Without a response, ask the server how much of the file has arrived.
    const answer = sent ?? (await ask(url, { method: 'HEAD' }));
    if (answer === null) continue;
    if (!answer.ok && answer.status !== 409) throw new Error('not taken');
    const result = answer.headers.get('upload-result');
    if (result !== null) return result;
    const before = at;
    at = Number(answer.headers.get('upload-offset'));
    if (at > before) tries = 0;
    // Wait if nothing new arrived, for example because the complete file is being checked.
    else await pause();
    shown(at / file.size, false);
  }
}
