import { app } from 'electron';

/** Set by the build of a package (electron.vite.config.ts). */
declare const __PACKAGED__: boolean | undefined;

/**
 * Whether this is the application of a package, which keeps to the managed settings. Electron alone decides by the name
 * of the program's file, which anyone can change in a copy.
 */
export const IS_PACKAGED: boolean = (typeof __PACKAGED__ !== 'undefined' && __PACKAGED__) || app.isPackaged;
