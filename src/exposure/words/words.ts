import type { AudienceKey } from '../policy/policy';

type Params = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One thing that is true of a part of the policy, as a code with parameters; the sentence is the reader's, from `locales/`. */
export interface Statement {
  readonly code: string;
  readonly params: Params;
}

/** One difference between two policies. `widens` = more may leave than before. */
export interface ChangeStatement extends Statement {
  readonly audience: AudienceKey | '*';
  readonly widens: boolean;
}
