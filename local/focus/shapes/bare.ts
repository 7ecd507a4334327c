import { full } from './full';
import type { Shape } from './shape';

/** Lists of focus areas tell no place: neither parent nor path. A get tells both. */
export const bare: Shape = {
  ...full,
  records: {
    ...full.records,
    focusArea: (area, setting) => {
      const told = full.records.focusArea(area, setting);
      if (setting.where === 'alone') return told;
      const { parentId: _parent, path: _path, ...placeless } = told;
      return placeless;
    },
  },
};
