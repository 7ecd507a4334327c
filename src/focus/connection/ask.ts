import type { Fetched } from '../bounded-fetch';
import type { Budget } from '../budget';
import type { FocusAddress } from '../endpoints';
import { refusalOf } from '../sign-in';
import type { FocusRefusal, SignIn } from '../sign-in';
import { withRetries } from './retry';
import type { Patience } from './retry';

/** One read of Focus, whatever its status. */
export type Ask = (address: FocusAddress) => Promise<Extract<Fetched, { ok: true }> | FocusRefusal>;

/** Signs in, sends, tries again where that is safe; after a 401 once more with a newer credential, if there is one. */
export const asking =
  (signIn: SignIn, budget: Budget, patience: Patience): Ask =>
  async (address) => {
    const send = (authorization: string): Promise<Fetched> =>
      withRetries(() => signIn.send(address, authorization, budget.takeCall()), budget, patience);
    const signed = await signIn.authorization();
    if (!signed.ok) return signed;
    let answer = await send(signed.authorization);
    if (answer.ok && answer.status === 401) {
      const again = await signIn.renewed(signed.authorization);
      if (again && !again.ok) return again;
      if (again) answer = await send(again.authorization);
    }
    return answer.ok ? answer : refusalOf(answer);
  };
