import { useCallback, useEffect, useRef } from 'react';
import type { AdminCalls, HierarchyOverview } from '../../../resolvers/contract';
import { settle, useLoad } from '../../answers';
import type { Failure, Load } from '../../answers';

/** Between two looks at a reading under way: soon at first, then ever more seldom, so that a page left open asks little. Milliseconds. */
const FIRST_LOOK = 1_500;
const LAST_LOOK = 20_000;
const SLOWER = 1.25;

export interface HierarchyDesk {
  readonly load: Load<HierarchyOverview>;
  readonly reload: () => Promise<void>;
  /** Starts a reading; gives the failure, or null. */
  readonly refresh: () => Promise<Failure | null>;
  readonly save: (every: HierarchyOverview['every']) => Promise<Failure | null>;
}

type Ask = Pick<AdminCalls, 'hierarchy' | 'refreshHierarchy' | 'saveHierarchySettings'>;

/** The calls as the page makes them; each must be stable from one drawing to the next. */
export interface HierarchyAsks {
  readonly look: () => Promise<ReturnType<Ask['hierarchy']>>;
  readonly refresh: () => Promise<ReturnType<Ask['refreshHierarchy']>>;
  readonly save: (every: HierarchyOverview['every']) => Promise<ReturnType<Ask['saveHierarchySettings']>>;
}

/** True while a reading goes on, or waits to go on. */
export const isUnderWay = ({ reading }: HierarchyOverview): boolean => reading?.state === 'reading' || reading?.state === 'waiting';

/** What the server tells of the hierarchy; looked at again while `watched` and a reading is under way. */
export const useHierarchy = (asks: HierarchyAsks, watched: boolean): HierarchyDesk => {
  const { look } = asks;
  const { load, reload } = useLoad(look);
  const pause = useRef(FIRST_LOOK);
  const moves = load.state === 'ready' && isUnderWay(load.value);
  const at = load.state === 'ready' ? load.at : 0;
  useEffect(() => {
    if (!moves || !watched) {
      pause.current = FIRST_LOOK;
      return undefined;
    }
    const timer = setTimeout(() => void reload(), pause.current);
    pause.current = Math.min(pause.current * SLOWER, LAST_LOOK);
    return () => clearTimeout(timer);
  }, [moves, watched, at, reload]);

  // Somebody may have asked for a reading since the page was opened.
  useEffect(() => {
    if (watched) void reload();
  }, [watched, reload]);

  const act = useCallback(
    async (call: Promise<Awaited<ReturnType<HierarchyAsks['look']>>>): Promise<Failure | null> => {
      const answer = await settle(call);
      pause.current = FIRST_LOOK;
      await reload();
      return answer.ok ? null : answer.refusal;
    },
    [reload],
  );
  return { load, reload, refresh: () => act(asks.refresh()), save: (every) => act(asks.save(every)) };
};
