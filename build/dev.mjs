import { hasDisplay } from './application.mjs';
import { runOnNode24 } from './node24.mjs';
import { setUp } from './set-up.mjs';

/**
 * `npm run dev`: installs missing dependencies, then hands over to dev/main.ts, which must run on the Node in
 * node_modules (24), whichever version runs npm.
 */
const { rest } = await setUp(hasDisplay() ? ['electron', 'browser', 'sandbox'] : ['browser', 'sandbox']);
const { electron } = await rest;
runOnNode24(['build/dev/main.ts', JSON.stringify(electron), ...process.argv.slice(2)]);
