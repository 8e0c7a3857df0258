/** Weights are rounded to multiples of 1/1024 bit, so that their sum is exact in any order. */
const STEP = 1024;
export const STEP_BITS = 1 / STEP;
export const toStep = (bits: number): number => Math.round(bits * STEP) / STEP;
