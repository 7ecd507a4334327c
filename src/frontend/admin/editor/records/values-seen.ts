import { useEffect, useState } from 'react';
import type { Field } from '../../../../exposure/catalogue/field';
import type { ResourceName } from '../../../../exposure/policy/policy';
import { settle } from '../../../answers';
import { useDesk } from '../../desk';

export type ValuesSeen =
  | { readonly state: 'asking' }
  /** Nobody looked: it says something about people, or it is chosen without. */
  | { readonly state: 'unasked' }
  | { readonly state: 'failed' }
  | { readonly state: 'found'; readonly values: readonly string[]; readonly more: boolean };

/** Shapes whose values are worth looking up. A flag's are known. */
const LOOKED_UP: ReadonlySet<string> = new Set(['text', 'number', 'date', 'id', 'ids', 'texts'] satisfies Field['shape'][]);

/** Values that a field holds in this site's data, asked anew for each field; an answer for an earlier one is dropped. */
export const useValuesSeen = (resource: ResourceName, field: Field | undefined): ValuesSeen => {
  const { invoke } = useDesk();
  const [seen, setSeen] = useState<ValuesSeen>({ state: 'unasked' });
  const name = field && !field.personal && LOOKED_UP.has(field.shape) ? field.name : undefined;
  useEffect(() => {
    let late = false;
    const ask = async (wanted: string): Promise<void> => {
      const answer = await settle(invoke('valuesSeen', { resource, field: wanted }));
      if (late) return;
      setSeen(answer.ok ? { state: 'found', values: answer.value.values.map(String), more: answer.value.more } : { state: 'failed' });
    };
    setSeen({ state: name === undefined ? 'unasked' : 'asking' });
    if (name !== undefined) void ask(name);
    return () => {
      late = true;
    };
  }, [invoke, resource, name]);
  return seen;
};
