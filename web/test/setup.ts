// Properties look at the same examples in each run, so that a red run is somebody's change.
// FC_SEED=NUMBER looks at others; a property that fails prints the seed it failed with.

import fc from "fast-check";

const usual = 20_261_125;

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? usual) });
