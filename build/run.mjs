import { runOnNode24 } from './node24.mjs';

/** `node build/run.mjs FILE [ARGS]`: runs a file on the repository's own Node. */
runOnNode24(process.argv.slice(2));
