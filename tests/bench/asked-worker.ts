import { z } from 'zod';
import { tellTurns, WORKER_VARIABLE } from './turns.ts';

/* The built worker thread as it is, which also says when it got a turn. */

tellTurns();
await import(/* @vite-ignore */ z.string().parse(process.env[WORKER_VARIABLE]));
