import { SHAPE_NAMES } from './shapes/shapes';
import type { ShapeName } from './shapes/shapes';
import { chosenSwitches, UNKNOWNS } from './unknowns';
import type { Switches } from './unknowns';

/**
 * What `https://<site>.atlassian.net/_edge/tenant_info` says: this site's cloud id, that of another site, a redirect to another site's
 * (which then says its own), nothing (404), or a page of HTML.
 */
const TENANT_INFO = ['own', 'another', 'redirect', 'absent', 'nonsense'] as const;

export interface FocusSwitches extends Switches {
  shape: ShapeName;
  tenantInfo: (typeof TENANT_INFO)[number];
}

/** Opens the switches as chosen; `back` sets them so again. */
export function openSwitches(shape: ShapeName): { readonly switches: FocusSwitches; readonly back: () => void } {
  const chosen = (): FocusSwitches => ({ ...chosenSwitches(), shape, tenantInfo: 'own' });
  const switches = chosen();
  return { switches, back: () => void Object.assign(switches, chosen()) };
}

const MAY: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['shape', SHAPE_NAMES],
  ['tenantInfo', TENANT_INFO],
  ...Object.entries(UNKNOWNS).map(([name, { may }]) => [name, may] as const),
]);

/** Switches as somebody sent them: a member each, with a value that it may have. Throws one sentence for anything else. */
export function parseSwitches(given: Readonly<Record<string, unknown>>): Partial<FocusSwitches> {
  for (const [name, value] of Object.entries(given)) {
    const may = MAY.get(name);
    if (!may) throw new Error(`there is no switch ${name}; there are ${[...MAY.keys()].join(', ')}`);
    if (!may.includes(value)) throw new Error(`${name} may be ${may.map((one) => JSON.stringify(one)).join(', ')}`);
  }
  return given;
}
