import { randomUUID } from 'node:crypto';
import { Refusal } from './refusal';
import { TYPES } from '../seed/types';
import type { FocusArea } from '../state/records';
import type { Call, Handler, Reply } from './call';
import { membersOf, textOf } from './call';
import { readMask, checkedName, refuseTakenExternalId } from './checks';
import { pageOf } from './paging';

const MASKED = ['name', 'owner', 'externalId', 'description'] as const;

const answer = (call: Call, area: FocusArea, status = 200): Reply => ({
  status,
  body: call.shape.records.focusArea(area, { state: call.state, switches: call.switches, where: 'alone' }),
});

function found({ id, shape, state, switches }: Call): FocusArea {
  const area = state.focusArea.get(shape.idOf(id));
  if (!area) throw new Refusal(switches.absentStatus, 'The focus area was not found.');
  return area;
}

export const listFocusAreas: Handler = (call) => {
  const query = call.query['parentId'] === undefined ? call.query : { ...call.query, parentId: call.shape.idOf(call.query['parentId']) };
  const page = pageOf({ ...call, query }, call.state.focusArea, 'parentId');
  const setting = { state: call.state, switches: call.switches, where: 'list' } as const;
  return {
    status: 200,
    body: call.shape.page({ ...page, values: page.values.map((area) => call.shape.records.focusArea(area, setting)) }),
  };
};

export const getFocusArea: Handler = (call) => answer(call, found(call));

/** Documented: status becomes PENDING, target date stays unset, draft is false, no parent is top level, no owner is the caller. */
export const createFocusArea: Handler = (call) => {
  const { state, switches, shape } = call;
  const sent = membersOf(call.body);
  const name = checkedName(textOf(sent['name']) ?? '', switches);
  const type = TYPES.focusArea.find((one) => one.id === shape.idOf(textOf(sent['focusAreaTypeId']) ?? ''));
  if (!type) throw new Refusal(400, 'focusAreaTypeId is no known type.');
  const externalId = textOf(sent['externalId']) ?? null;
  refuseTakenExternalId(state.focusArea, externalId, undefined, switches);
  const parentId = textOf(sent['parentFocusAreaId']);
  const parent = parentId === undefined ? undefined : state.focusArea.get(shape.idOf(parentId));
  if (parentId !== undefined && !parent) throw new Refusal(400, 'parentFocusAreaId is no focus area.');
  const levelAbove = TYPES.focusArea.find((one) => one.id === parent?.focusAreaTypeId)?.level ?? 0;
  if (switches.parentRule === 'checked' && levelAbove >= type.level) throw new Refusal(400, "The parent's type is not above this type.");
  const area: FocusArea = {
    id: randomUUID(),
    name,
    externalId,
    focusAreaTypeId: type.id,
    owner: textOf(sent['owner']) ?? call.caller.accountId,
    parentId: parent?.id ?? null,
    status: 'PENDING',
    description: null,
    draft: false,
    targetDate: null,
    targetDateType: null,
    lastUpdated: call.at,
  };
  state.focusArea.put(area);
  return answer(call, area, switches.createStatus);
};

/** What the mask lists changes, and is cleared if the body lacks it; without a mask, what the body holds (a choice). */
export const updateFocusArea: Handler = (call) => {
  const area = found(call);
  const { state, switches, query } = call;
  const sent = membersOf(call.body);
  if (query['updateMask'] === undefined && switches.focusAreaMask === 'refuse') throw new Refusal(400, 'updateMask is required.');
  const mask =
    query['updateMask'] === undefined
      ? MASKED.filter((name) => Object.hasOwn(sent, name))
      : readMask(query['updateMask'], MASKED, switches);
  const masked = (name: (typeof MASKED)[number]): string | null | undefined =>
    mask.includes(name) ? (textOf(sent[name]) ?? null) : undefined;
  const [name, owner, externalId, description] = [masked('name'), masked('owner'), masked('externalId'), masked('description')];
  if (externalId !== undefined) refuseTakenExternalId(state.focusArea, externalId, area.id, switches);
  const changed: FocusArea = {
    ...area,
    ...(name === undefined ? {} : { name: checkedName(name ?? '', switches) }),
    ...(owner === undefined ? {} : { owner }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(description === undefined ? {} : { description }),
    lastUpdated: call.at,
  };
  state.focusArea.put(changed);
  return answer(call, changed);
};
