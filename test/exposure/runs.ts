// A run for mutants tries fewer inputs: it runs the slow properties hundreds of times.
const { propertyShare = 1 } = globalThis as { readonly propertyShare?: number };

/** How many inputs a slow property is tried with, of the `whole` number that `npm test` tries. */
export const runs = (whole: number): number => Math.ceil(whole * propertyShare);
