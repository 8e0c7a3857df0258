import type { StrictEmitter } from './emitter.ts';
import type { IpcHandlers } from './ipc-main.ts';
import type { Sessions } from './session.ts';

/** A window as seen by the rest of the stand-in; `window` and `contents` are what the application sees. */
export type OpenWindow = {
  id: number;
  window: object;
  contents: object;
  isFocused: () => boolean;
  /** `false` when the application prevented closing. */
  close: () => boolean;
  destroy: () => void;
};

/** What windows and pages need from the rest of the stand-in. */
export type Host = {
  app: StrictEmitter;
  appName: () => string;
  isReady: () => boolean;
  handlers: IpcHandlers;
  sessions: Sessions;
  windows: Map<number, OpenWindow>;
  /** Port for the next window's page; the first gets P2C_STAND_IN_PORT. */
  nextPort: () => number;
  /** See P2C_STAND_IN_KEEP. */
  kept: string | undefined;
  print: (line: string) => void;
  /** Called when the officer did something in a page. */
  touch: () => void;
  darkMode: (dark: boolean) => void;
  /** Called when a window has closed. The last one ends the application, unless it handles `window-all-closed`. */
  windowGone: () => void;
};
