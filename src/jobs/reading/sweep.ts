import { deleteGeneration } from '../../store/hierarchy/generation';
import { deleteCollected } from '../../store/reading/collected';
import { writeReading } from '../../store/reading/reading';
import type { Reading } from '../../store/reading/reading';
import { StoreError } from '../../store/store-call';

/** Deletes what a reading that ended left behind. What can't be deleted now is kept in mind, and tried again by the clock. */
export const sweep = async (reading: Reading): Promise<void> => {
  const { generations, collected } = reading.rubbish;
  if (generations.length + collected.length === 0) return;
  try {
    for (const name of generations) await deleteGeneration(name);
    for (const { run, chunks } of collected) await deleteCollected(run, chunks);
    await writeReading(reading, { ...reading, rubbish: { generations: [], collected: [] } });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
};
