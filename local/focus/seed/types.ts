import { idFor } from './random';

const levels = (resource: string, names: readonly string[]) =>
  names.map((name, index) => ({ id: idFor(`${resource} type ${name}`), name, level: index + 1 }));

/** An admin of Focus names one type a level (1 to 10 levels, fact sheet 5). REST is not known to list them, so nobody is told the names. */
export const TYPES = {
  focusArea: levels('focus area', ['Theme', 'Initiative', 'Project', 'Workstream', 'Deliverable', 'Step']),
  organization: levels('organization', ['Division', 'Department', 'Team']),
} as const;

/** Id of the type of a level, counted from 1; the lowest one for anything deeper. */
export function typeIdOf(resource: keyof typeof TYPES, level: number): string {
  const type = TYPES[resource][Math.min(level, TYPES[resource].length) - 1];
  if (!type) throw new Error(`There is no level ${level}.`);
  return type.id;
}
