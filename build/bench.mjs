import { runOnNode24 } from './node24.mjs';
import { setUp } from './set-up.mjs';
import { build } from './suites.mjs';

/** `npm run bench -- NAME`: installs missing dependencies, builds what is out of date, and runs the benchmarks. */
const { rest } = await setUp(['headless', 'tests', 'sandbox', 'proxy']);
await build();
await rest;
runOnNode24(['tests/bench/main.ts', ...process.argv.slice(2)]);
