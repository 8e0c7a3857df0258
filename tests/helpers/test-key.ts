import { serverKey } from '#server/auth/server-key.ts';

/** Takes the place of the server's key when no server is running. */
export const TEST_KEY = serverKey(Buffer.alloc(32, 7));
