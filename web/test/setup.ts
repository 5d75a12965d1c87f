// Property tests use the same examples in each run, so that a failure is caused by a change. FC_SEED=NUMBER
// selects others; a property that fails prints its seed.

import fc from "fast-check";

const usual = 20_261_125;

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? usual) });
