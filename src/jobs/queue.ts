import { Queue } from '@forge/events';

/** As the manifest's consumer names it. */
export const HIERARCHY_QUEUE = 'hierarchy';

/** What an event asks for: one step of one reading. It holds nothing else, so an event that is late or repeated can do no harm. */
export interface StepAsked {
  readonly run: string;
  readonly step: number;
}

/**
 * Pushes the event for a step. Gives false when Forge didn't take it (a chain of 1,000 pushes is its limit): the clock, which begins
 * chains of its own, pushes it again.
 */
export const pushStep = async ({ run, step }: StepAsked): Promise<boolean> => {
  try {
    await new Queue({ key: HIERARCHY_QUEUE }).push({ body: { run, step } });
    return true;
  } catch (error) {
    console.warn(JSON.stringify({ job: 'hierarchy', push: error instanceof Error ? error.constructor.name.slice(0, 64) : 'failed' }));
    return false;
  }
};
