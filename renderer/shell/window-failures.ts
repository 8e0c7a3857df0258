import { AppError } from '#shared/errors.ts';
import { MOST_PLACES, type WindowFailure } from '#shared/window-failure.ts';
import { ask } from '../bridge.ts';

/** Maximum number of errors logged; an error that recurs on every render would otherwise fill the log. */
const MOST = 20;
const PLACE = /([\w.-]{1,80}):(\d{1,7}):(\d{1,7})\)?$/;

/** The parts of an error that may be logged: its type and the positions in our own scripts. */
export function failureOf(how: WindowFailure['how'], error: unknown): WindowFailure {
  const name = error instanceof AppError ? error.code : error instanceof Error ? error.name : typeof error;
  const places = calls(error).flatMap((line) => {
    const [, file, row, column] = PLACE.exec(line) ?? [];
    return file === undefined ? [] : [`${file}:${row}:${column}`];
  });
  return { how, error: /^[A-Za-z_]{1,40}$/.test(name) ? name : 'Error', places: places.slice(0, MOST_PLACES) };
}

/** The stack lines without the message, because a line of the message may look like a call. */
function calls(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { stack = '', message } = error;
  const said = stack.indexOf(message);
  const after = said === -1 ? stack : stack.slice(said + message.length);
  return after.split('\n').filter((line) => /^\s+at /.test(line));
}

let told = 0;
/** Asks the main process to log a failure for the workstation's administrator. */
export function reportFailure(how: WindowFailure['how'], error: unknown): void {
  if (told >= MOST) return;
  told += 1;
  // If that fails too, there is nowhere else to report it.
  ask('window.failed', failureOf(how, error)).catch(() => undefined);
}

/** Listens for errors that no other code caught. */
export function listenForFailures(): void {
  window.addEventListener('error', ({ error }) => {
    // Without an Error object, the event is only a browser notice, such as a "ResizeObserver loop" warning, so ignore
    // it.
    if (error instanceof Error) reportFailure('script', error);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => reportFailure('promise', reason));
}
