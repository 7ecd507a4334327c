import type { Told } from '../../portfolio/gather-parents';
import type { Untold } from '../../store/reading/collected';
import type { Stage, TroubleCode } from '../../store/reading/reading';

/** Why a step got no further. `retryAfter` in seconds, as Focus told it. */
export interface Trouble {
  readonly code: TroubleCode;
  readonly retryAfter?: number;
}

/** What one step of reading brought. */
export interface Collected {
  readonly told: readonly (Told | Untold)[];
  /** Where to go on. */
  readonly stage: Stage;
  /** Records whose place is not to be had. */
  readonly untold: number;
  /** Areas looked up one by one. */
  readonly located: number;
  /** The phase is over; `cut` = not by itself. */
  readonly ended?: 'whole' | 'cut';
  readonly trouble?: Trouble;
}
