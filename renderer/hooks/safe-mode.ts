import { createContext, useContext } from 'react';

/**
 * Whether the application was started in safe mode: without the officer's saved preferences, and without extras such as
 * spell checking and prefetching.
 */
export const SafeMode = createContext(false);

export const useSafeMode = (): boolean => useContext(SafeMode);
