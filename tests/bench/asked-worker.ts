import { tellTurns, WORKER_VARIABLE } from './turns.ts';

/* The built worker thread as it is, which also says when it got a turn. */

tellTurns();
await import(/* @vite-ignore */ process.env[WORKER_VARIABLE] ?? '');
