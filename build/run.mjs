import { runOnNode24 } from './node24.mjs';

/** `node build/run.mjs FILE [ARGS]`: runs a file on the Node in node_modules (24), whichever version runs npm. */
runOnNode24(process.argv.slice(2));
