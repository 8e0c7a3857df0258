import { serverKey } from '#server/auth/server-key.ts';

/** Stands for the server's key where no server runs. */
export const TEST_KEY = serverKey(Buffer.alloc(32, 7));
