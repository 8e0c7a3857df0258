import { AppError } from '#shared/errors.ts';
import { MOST_PLACES, type WindowFailure } from '#shared/window-failure.ts';
import { ask } from '../bridge.ts';

/** What breaks again with every drawing would fill the log with one line. */
const MOST = 20;
const PLACE = /([\w.-]{1,80}):(\d{1,7}):(\d{1,7})\)?$/;

/** What of an error may be told: its kind and the places in our own scripts. */
export function failureOf(how: WindowFailure['how'], error: unknown): WindowFailure {
  const name = error instanceof AppError ? error.code : error instanceof Error ? error.name : typeof error;
  const places = calls(error).flatMap((line) => {
    const [, file, row, column] = PLACE.exec(line) ?? [];
    return file === undefined ? [] : [`${file}:${row}:${column}`];
  });
  return { how, error: /^[A-Za-z_]{1,40}$/.test(name) ? name : 'Error', places: places.slice(0, MOST_PLACES) };
}

/** The lines of its stack without what it says, of which a line may look like a call. */
function calls(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { stack = '', message } = error;
  const said = stack.indexOf(message);
  const after = said === -1 ? stack : stack.slice(said + message.length);
  return after.split('\n').filter((line) => /^\s+at /.test(line));
}

let told = 0;
/** Has the main process write it into its log, for whoever looks after the workstation. */
export function tellFailure(how: WindowFailure['how'], error: unknown): void {
  if (told >= MOST) return;
  told += 1;
  // Where even that fails there is nobody left to tell.
  ask('window.failed', failureOf(how, error)).catch(() => undefined);
}

/** Hears what no page of ours has caught. */
export function hearFailures(): void {
  window.addEventListener('error', ({ error }) => {
    // Without an error it is a notice of the browser, such as of a size that changed while it was looked at.
    if (error instanceof Error) tellFailure('script', error);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => tellFailure('promise', reason));
}
