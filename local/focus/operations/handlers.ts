import type { Handler } from './call';
import { createFocusArea, getFocusArea, listFocusAreas, updateFocusArea } from './focus-areas';

/** What each operation of focus-openapi.yaml does, by its operationId. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  listFocusAreas,
  createFocusArea,
  getFocusArea,
  updateFocusArea,
};
