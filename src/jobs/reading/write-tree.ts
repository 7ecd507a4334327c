import { gatherParents } from '../../portfolio/gather-parents';
import { nameOf, newGenerationName, prepareGeneration, writeItemsOf } from '../../store/hierarchy/generation';
import type { PreparedGeneration } from '../../store/hierarchy/generation';
import { readHierarchyHead } from '../../store/hierarchy/head';
import { markOf, readCollected } from '../../store/reading/collected';
import { rubbishOf, writeReading } from '../../store/reading/reading';
import type { Reading } from '../../store/reading/reading';
import type { Site } from '../../store/site';
import { StoreError } from '../../store/store-call';
import { isTold } from './what-was-told';

interface Placed {
  readonly prepared: PreparedGeneration;
  readonly leftOut: NonNullable<Reading['leftOut']>;
}

const place = async ({ run, chunks, startedAt, stage, untold, whole }: Reading): Promise<Placed> => {
  const told = (await readCollected(run, chunks)).filter(isTold);
  const { parents, contradicting } = gatherParents(told, markOf);
  const name = stage.phase === 'writing' && stage.name ? stage.name.generation : newGenerationName(startedAt);
  const prepared = prepareGeneration(name, { readAt: startedAt, parents, whole: whole && untold + contradicting === 0 });
  return { prepared, leftOut: { contradicting, untold, ...prepared.leftOut } };
};

/**
 * Writes what was collected as a generation and makes it the one that counts, in the same moment in which the reading is done. Gives the
 * reading, or null when somebody else took it over. What was written before an interruption is written again, under the same name.
 * Throws StoreError.
 */
export const writeTree = async (site: Site, reading: Reading, now: () => number): Promise<Reading | null> => {
  const { prepared, leftOut } = await place(reading);
  // The name first: what is written under it can then be found and deleted, whatever happens.
  const named = await writeReading(reading, { ...reading, stage: { phase: 'writing', name: nameOf(prepared.head) } });
  if (!named) return null;
  await writeItemsOf(prepared);
  const before = await readHierarchyHead(site);
  if (before.state === 'failed') throw new StoreError('unknown', new Error('the head'));
  const known = before.state === 'read' ? before.head : undefined;
  // Every area that a list named had to be asked for by itself.
  const silent = named.located > 0 && named.located >= named.listed;
  const head = { ...prepared.head, ...(silent ? { silent } : {}), ...(known ? { former: nameOf(known) } : {}) };
  const endedAt = now();
  const { claim: _claim, trouble: _trouble, ...rest } = named;
  const { generations, collected } = rubbishOf({ ...named, state: 'done' });
  const done = {
    ...rest,
    state: 'done' as const,
    movedAt: endedAt,
    endedAt,
    areas: head.count,
    leftOut,
    chunks: [],
    lastGood: { calls: named.calls, millis: endedAt - named.startedAt },
    rubbish: { generations: known?.former ? [...generations, known.former] : generations, collected },
  };
  return writeReading(named, done, { site, head });
};
