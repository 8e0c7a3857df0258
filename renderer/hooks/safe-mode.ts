import { createContext, useContext } from 'react';

/** Whether the application was started in safe mode: without what the officer has saved, and without extras. */
export const SafeMode = createContext(false);

export const useSafeMode = (): boolean => useContext(SafeMode);
