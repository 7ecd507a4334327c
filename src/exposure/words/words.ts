import type { AudienceKey, ResourceName } from '../policy/policy';

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

/** One thing that an admin should look at. `exact` = it follows from the policy alone; else `params.why` says what it rests on. */
export interface Finding extends Statement {
  readonly audience: AudienceKey;
  readonly resource?: ResourceName;
  readonly exact: boolean;
}

/** Focus areas as they were last read, by id. */
export interface Hierarchy {
  readonly areas: ReadonlyMap<string, { readonly parentId?: string }>;
}
