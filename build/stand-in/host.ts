import type { StrictEmitter } from './emitter.ts';
import type { IpcHandlers } from './ipc-main.ts';
import type { Sessions } from './session.ts';

/** A window as seen by the rest of the stand-in; `window` and `contents` are the objects the application uses. */
export type OpenWindow = {
  id: number;
  window: object;
  contents: object;
  isFocused: () => boolean;
  /** Returns `false` when the application prevented the window from closing. */
  close: () => boolean;
  destroy: () => void;
};

/** The parts of the stand-in that windows and pages need. */
export type Host = {
  app: StrictEmitter;
  appName: () => string;
  isReady: () => boolean;
  handlers: IpcHandlers;
  sessions: Sessions;
  windows: Map<number, OpenWindow>;
  /** Port for the next window's page; the first gets P2C_STAND_IN_PORT. */
  nextPort: () => number;
  /** The value of P2C_STAND_IN_KEEP (see register.ts). */
  kept: string | undefined;
  print: (line: string) => void;
  /** Called on any user input in a page. */
  touch: () => void;
  darkMode: (dark: boolean) => void;
  /** Called when a window has closed. Closing the last one quits the application, unless it handles `window-all-closed`. */
  windowGone: () => void;
};
