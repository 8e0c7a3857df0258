import { tellTurns } from './turns.ts';

/* The built worker thread as it is, named by the environment, which also says when it got a turn. */

tellTurns().catch((error: unknown) => {
  throw error;
});
await import(/* @vite-ignore */ process.env.P2C_BENCH_WORKER ?? '');
