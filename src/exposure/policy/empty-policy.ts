import type { Policy } from './policy';

/** The policy of a site where nothing was ever published: the master switch is on, and no audience reaches anything. */
export const closedPolicy = (): Policy => ({ format: 1, serving: true, audiences: {} });
