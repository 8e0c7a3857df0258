import { notSupported } from './strict.ts';

/** What a worker thread gets for `electron`: named imports find nothing, anything else ends here. */
notSupported('electron in a worker thread (Electron has none there either)');
