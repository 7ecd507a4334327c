import { Refusal } from './refusal';
import type { Collection } from '../state/open-collection';
import type { Switches } from '../unknowns';

/** The fields that an `updateMask` lists; refuses one that this operation can't change. */
export function readMask<Name extends string>(mask: string, known: readonly Name[], switches: Switches): readonly Name[] {
  return mask.split(switches.maskSeparator).map((part) => {
    const field = known.find((name) => name === part.trim());
    if (field === undefined) throw new Refusal(400, `updateMask may list ${known.join(', ')} only.`);
    return field;
  });
}

/** The name, or a refusal when it is blank or too long. */
export function checkedName(name: string, switches: Switches): string {
  if (name.trim() === '') throw new Refusal(400, 'name is blank.');
  if (name.length > switches.nameMaximum) throw new Refusal(400, `name is longer than ${switches.nameMaximum} characters.`);
  return name;
}

/** Refuses an external id that another record of the resource has. `own`: id of the record that may have it already. */
export function refuseTakenExternalId<T extends { readonly id: string }>(
  collection: Collection<T>,
  externalId: string | null,
  own: string | undefined,
  switches: Switches,
): void {
  if (externalId === null || switches.externalIds === 'free') return;
  if (externalId === '') throw new Refusal(400, 'The external id is blank.');
  if (collection.byExternalId(externalId).some((record) => record.id !== own)) {
    throw new Refusal(switches.conflictStatus, 'The external id is taken.');
  }
}
