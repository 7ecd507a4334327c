import type { XcssTable } from '../forge-doc/xcss';

/** What `xcss` may hold. Filled by build.ts with what `readXcssTable` gives; as it stands it allows nothing. */
export const xcssTable: XcssTable = { properties: {} };
