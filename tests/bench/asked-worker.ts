import { tellTurns } from './turns.ts';

/* Runs the unmodified built worker, whose path comes from the environment, and also reports when its thread gets a turn. */

tellTurns().catch((error: unknown) => {
  throw error;
});
await import(/* @vite-ignore */ process.env.P2C_BENCH_WORKER ?? '');
