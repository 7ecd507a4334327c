import { ID_PATTERN } from '../../exposure/catalogue/catalogue';
import { placeIsOpen, reaches } from '../../exposure/reach/reaches';
import { locateAlone } from '../../focus/walk/locate';
import { pathValues } from '../routes';
import { stopOf } from './call';
import type { Call, Outcome } from './call';

/** One record. Absent, outside the reach, of unknown place: the same answer. */
export const get = async ({ route, request, decision, focus, shape, tagOf, now }: Call): Promise<Outcome> => {
  const { reach, revision } = decision;
  const [id] = pathValues(route, request.path) ?? [];
  if (id === undefined || !ID_PATTERN.test(id)) return { code: 'not_found', revision };
  const found = await focus.getFocusArea(id);
  if (!found.ok) return stopOf(found, revision);
  const located = placeIsOpen(reach, route.resource, found.value, now())
    ? await locateAlone(focus, found.value)
    : { ok: true as const, record: found.value };
  if (!located.ok) return stopOf(located, revision);
  if (!reaches(reach, route.resource, located.record, now())) return { code: 'not_found', revision };
  const data = shape(located.record);
  return { revision, data, tag: tagOf(data) };
};
