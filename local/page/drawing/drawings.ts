import { AXIS_CHARTS } from './charts/axis-charts';
import { ROUND_CHARTS } from './charts/round-charts';
import { ACTIONS } from './content/actions';
import { FileCardDrawing } from './content/file-card';
import { IconDrawing } from './content/glyph';
import { LAYOUT } from './content/layout';
import { OVERLAYS } from './content/overlays';
import { PEOPLE_DRAWINGS } from './content/people';
import { STATUS } from './content/status';
import { TABLES_AND_TABS } from './content/tables-and-tabs';
import { TEXT } from './content/text';
import type { Drawing } from './drawn';
import { FORM } from './fields/form';
import { INPUTS } from './fields/inputs';
import { PICKERS } from './fields/pickers';
import type { DrawnType } from './props/prop-table';

/** One drawing for each type in the table of props; the compiler sees to it that none is missing. */
export const DRAWINGS: Readonly<Record<DrawnType, Drawing>> = {
  ...LAYOUT,
  ...TEXT,
  ...ACTIONS,
  ...STATUS,
  ...OVERLAYS,
  ...TABLES_AND_TABS,
  ...PEOPLE_DRAWINGS,
  ...FORM,
  ...INPUTS,
  ...PICKERS,
  ...AXIS_CHARTS,
  ...ROUND_CHARTS,
  Icon: IconDrawing,
  FileCard: FileCardDrawing,
};
