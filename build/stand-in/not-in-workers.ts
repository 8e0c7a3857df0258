import { notSupported } from './strict.ts';

/** Replaces `electron` in a worker thread: named imports fail to load, and any other use throws. */
notSupported('electron in a worker thread (Electron has none there either)');
