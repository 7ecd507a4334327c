import { randomUUID } from 'node:crypto';
import { Refusal } from './refusal';
import { TYPES } from '../seed/types';
import type { Organization } from '../state/records';
import type { Handler } from './call';
import { membersOf, textOf } from './call';
import { checkedName, refuseTakenExternalId } from './checks';
import { pageOf } from './paging';

export const listOrganizations: Handler = (call) => {
  const { shape, state, switches } = call;
  const parentId = call.query['parentId'];
  const query = parentId === undefined ? call.query : { ...call.query, parentId: shape.idOf(parentId) };
  const page = pageOf({ ...call, query }, state.organization, 'parentId');
  const setting = { state, switches, where: 'list' } as const;
  return { status: 200, body: shape.page({ ...page, values: page.values.map((one) => shape.records.organization(one, setting)) }) };
};

/** Documented: no parent is top level, no owner is the caller. */
export const createOrganization: Handler = (call) => {
  const { shape, state, switches } = call;
  const sent = membersOf(call.body);
  const name = checkedName(textOf(sent['name']) ?? '', switches);
  const type = TYPES.organization.find((one) => one.id === shape.idOf(textOf(sent['organizationTypeId']) ?? ''));
  if (!type) throw new Refusal(400, 'organizationTypeId is no known type.');
  const externalId = textOf(sent['externalId']) ?? null;
  refuseTakenExternalId(state.organization, externalId, undefined, switches);
  const parentId = textOf(sent['parentOrganizationId']);
  const parent = parentId === undefined ? undefined : state.organization.get(shape.idOf(parentId));
  if (parentId !== undefined && !parent) throw new Refusal(400, 'parentOrganizationId is no organization.');
  const organization: Organization = {
    id: randomUUID(),
    name,
    externalId,
    organizationTypeId: type.id,
    parentId: parent?.id ?? null,
    owner: textOf(sent['owner']) ?? call.caller.accountId,
    lastUpdated: call.at,
  };
  state.organization.put(organization);
  return { status: switches.createStatus, body: shape.records.organization(organization, { state, switches, where: 'alone' }) };
};
