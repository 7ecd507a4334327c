import type { Focus, FocusAnswer } from '../../focus/open-focus';
import type { FocusAreaRecord } from '../../focus/read-answer';
import type { Told } from '../../portfolio/gather-parents';
import { partKeys, readPart } from '../../store/reading/collected';
import type { Reading, Stage } from '../../store/reading/reading';
import type { Collected, Trouble } from './collected-step';
import { isTold, toldOf } from './what-was-told';

type Locating = Extract<Stage, { phase: 'places' }>;

/** Areas asked for side by side. */
const BESIDE = 5;

type Asked = readonly (readonly [string, FocusAnswer<FocusAreaRecord>])[];

const troubleIn = (answers: Asked): Trouble | undefined => {
  for (const [, answer] of answers) if (!answer.ok && answer.failure !== 'absent') return { ...answer, code: answer.failure };
  return undefined;
};

/**
 * Asks for each area whose place the list didn't tell, from where the reading stands, until the budget of this step is spent. An area that
 * is gone by now has no place and is no matter. Throws StoreError when what was collected can't be read.
 */
export const locateAreas = async (
  focus: Pick<Focus, 'getFocusArea'>,
  callsLeft: () => number,
  { run, chunks }: Pick<Reading, 'run' | 'chunks'>,
  from: Locating,
): Promise<Collected> => {
  const keys = partKeys(run, chunks.slice(0, from.chunks));
  const told: Told[] = [];
  let [untold, located] = [0, 0];
  let { part, offset } = from;
  const outcome = (rest: { ended?: 'whole'; trouble?: Trouble }): Collected => ({
    told,
    stage: { ...from, part, offset },
    untold,
    located,
    ...rest,
  });

  for (let key = keys[part]; key !== undefined; key = keys[part]) {
    const listed = await readPart(key);
    while (offset < listed.length) {
      const left = callsLeft();
      if (left <= 0) return outcome({});
      // As many as may be asked for at once; those that told their place are passed.
      const some = listed.slice(offset, offset + Math.min(BESIDE, left));
      const ids = some.filter((each) => !isTold(each)).map(({ id }) => id);
      const answers: Asked = await Promise.all(ids.map(async (id) => [id, await focus.getFocusArea(id)] as const));
      const trouble = troubleIn(answers);
      // All of them again then: told twice the same is told once.
      if (trouble) return outcome({ trouble });
      for (const [, answer] of answers) {
        if (!answer.ok) continue;
        const each = toldOf(answer.value);
        if (isTold(each)) told.push(each);
        else untold += 1;
      }
      located += ids.length;
      offset += some.length;
    }
    [part, offset] = [part + 1, 0];
  }
  return outcome({ ended: 'whole' });
};
