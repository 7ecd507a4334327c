import { randomUUID } from 'node:crypto';
import { typeIdOf } from '../seed/types';
import type { State } from './open-state';
import type { FocusArea } from './records';

/** Changes of the portfolio that no REST operation makes, or not as freely: for tests that change it while it is being read. */
export interface AreaChanges {
  /** Adds a focus area as the youngest, whatever its parent (absent ones too), and gives its id. What isn't given is as after a create. */
  create(given?: Partial<FocusArea>): string;
  /** Changes members that REST can't, such as the status; the id and the place in the order stay. Throws for an unknown id. */
  change(id: string, given: Partial<Omit<FocusArea, 'id'>>): void;
  /** Takes a focus area away, with its items; what hangs below it stays, under a parent that is no more. Throws for an unknown id. */
  remove(id: string): void;
  /** Hangs a focus area elsewhere (null: at the top). Throws for an unknown id and for a loop, unless `evenIfBroken`. */
  move(id: string, newParentId: string | null, how?: { readonly evenIfBroken: boolean }): void;
}

/** Opens the changes on the state that `state` gives at the time; `together` makes several durable at once. */
export function openAreaChanges(state: () => State, together: (work: () => void) => void, now: () => number): AreaChanges {
  const known = (id: string, to: string): FocusArea => {
    const area = state().focusArea.get(id);
    if (!area) throw new Error(`There is no focus area ${id} to ${to}.`);
    return area;
  };
  return {
    create(given = {}) {
      const area: FocusArea = {
        id: randomUUID(),
        name: 'New focus area',
        externalId: null,
        focusAreaTypeId: typeIdOf('focusArea', 1),
        owner: null,
        parentId: null,
        status: 'PENDING',
        description: null,
        draft: false,
        targetDate: null,
        targetDateType: null,
        lastUpdated: now(),
        ...given,
      };
      if (state().focusArea.get(area.id)) throw new Error(`There is a focus area ${area.id} already.`);
      state().focusArea.put(area);
      return area.id;
    },
    change(id, given) {
      state().focusArea.put({ ...known(id, 'change'), lastUpdated: now(), ...given });
    },
    remove(id) {
      known(id, 'remove');
      const { focusArea, costItem, benefitItem } = state();
      together(() => {
        for (const items of [costItem, benefitItem]) for (const { record } of items.under(id, 'created')) items.remove(record.id);
        focusArea.remove(id);
      });
    },
    move(id, newParentId, { evenIfBroken } = { evenIfBroken: false }) {
      const area = known(id, 'move');
      for (let above = evenIfBroken ? null : newParentId; above !== null;) {
        const parent = known(above, 'move it under');
        if (parent.id === id) throw new Error('A focus area cannot hang under itself.');
        above = parent.parentId;
      }
      state().focusArea.put({ ...area, parentId: newParentId, lastUpdated: now() });
    },
  };
}
