import { hasDisplay } from './application.mjs';
import { runOnNode24 } from './node24.mjs';
import { setUp } from './set-up.mjs';

/**
 * `npm run dev`: installs missing dependencies, then runs dev/main.ts on Node 24 from node_modules, whichever version
 * runs npm.
 */
const { rest } = await setUp(hasDisplay() ? ['electron', 'browser', 'sandbox'] : ['browser', 'sandbox']);
const { electron } = await rest;
runOnNode24(['build/dev/main.ts', JSON.stringify(electron), ...process.argv.slice(2)]);
