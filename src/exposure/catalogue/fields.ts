import type { LeafShape, ResourceName } from '../policy/policy';
import type { Field } from './field';

/** A field without what follows from its resource. `writes` are its `writeNames`. */
interface More extends Partial<Pick<Field, 'personal' | 'financial' | 'refersTo' | 'version'>> {
  readonly writes?: Field['writeNames'];
}

type Row = readonly [name: string, shape: LeafShape, readNames: readonly string[], more?: More];

const fieldsOf = (resource: ResourceName, rows: readonly Row[]): readonly Field[] =>
  rows.map(([name, shape, readNames, { writes = {}, personal = false, financial = false, ...more } = {}]) => ({
    name,
    shape,
    label: `field.${resource}.${name}.label`,
    description: `field.${resource}.${name}.description`,
    personal,
    financial,
    observed: false,
    readNames,
    writeNames: writes,
    ...more,
  }));

const ACTUAL = { financial: true, version: 'ACTUAL' } as const;
const FORECAST = { financial: true, version: 'FORECAST' } as const;

/**
 * What each resource has, in the order in which pages and answers show it. Source: focus-openapi.yaml, and for what Focus's reference
 * leaves open the names of its own GraphQL types. Focus's names differ between reading and writing, and between its writes; where a write
 * wants a key (`costSubtypeKey`) a read gives an id. Both spellings are read.
 */
export const FIELDS: Readonly<Record<ResourceName, readonly Field[]>> = {
  focusArea: fieldsOf('focusArea', [
    ['id', 'id', ['id']],
    ['name', 'text', ['name'], { writes: { create: 'name', update: 'name' } }],
    ['status', 'text', ['status']],
    ['description', 'text', ['description'], { writes: { update: 'description' } }],
    ['externalId', 'text', ['externalId'], { writes: { create: 'externalId', update: 'externalId' } }],
    ['focusAreaTypeId', 'text', ['focusAreaTypeId', 'focusAreaType.id'], { writes: { create: 'focusAreaTypeId' } }],
    ['owner.id', 'text', ['owner', 'owner.id', 'owner.accountId'], { personal: true, writes: { create: 'owner', update: 'owner' } }],
    [
      'parentId',
      'id',
      ['parentId', 'parentFocusAreaId', 'parent.id', 'parent', 'parentFocusArea.id', 'parentFocusArea'],
      { refersTo: 'focusArea', writes: { create: 'parentFocusAreaId' } },
    ],
    ['path', 'ids', ['path'], { refersTo: 'focusArea' }],
    ['draft', 'flag', ['draft']],
    ['targetDate', 'date', ['targetDate']],
    ['targetDateType', 'text', ['targetDateType']],
  ]),
  costItem: fieldsOf('costItem', [
    ['id', 'id', ['costItemId', 'id'], { writes: { bulk: 'costItemId' } }],
    [
      'externalId',
      'text',
      ['externalCostItemId', 'costItemExternalId', 'externalId'],
      { writes: { bulk: 'costItemExternalId', update: 'externalCostItemId' } },
    ],
    ['name', 'text', ['name'], { writes: { bulk: 'name' } }],
    ['focusAreaId', 'id', ['focusAreaId', 'focusArea.id', 'focusArea'], { refersTo: 'focusArea', writes: { bulk: 'focusAreaId' } }],
    ['costType', 'text', ['costType', 'costType.key'], { writes: { bulk: 'costType' } }],
    ['costSubtypeId', 'id', ['costSubtypeId', 'costSubtype.id'], { refersTo: 'costSubtype', writes: { bulk: 'costSubtypeKey' } }],
    [
      'expenditureType',
      'text',
      ['expenditureType', 'expenditureType.key', 'expenditureType.name', 'expenditureType.displayName'],
      { writes: { bulk: 'expenditureType' } },
    ],
    [
      'investmentCategoryId',
      'id',
      ['investmentCategoryId', 'investmentCategory.id'],
      { refersTo: 'investmentCategory', writes: { bulk: 'investmentCategoryKey' } },
    ],
    ['actual', 'series', ['costPeriodValues'], { ...ACTUAL, writes: { bulk: 'costPeriodValues' } }],
    ['forecast', 'series', ['costPeriodValues'], { ...FORECAST, writes: { bulk: 'costPeriodValues' } }],
  ]),
  benefitItem: fieldsOf('benefitItem', [
    ['id', 'id', ['benefitItemId', 'id'], { writes: { bulk: 'benefitItemId' } }],
    [
      'externalId',
      'text',
      ['externalBenefitItemId', 'benefitItemExternalId', 'externalId'],
      // The reference names it so in the mask of the update, unlike for cost items.
      { writes: { bulk: 'benefitItemExternalId', update: 'externalId' } },
    ],
    ['name', 'text', ['name'], { writes: { bulk: 'name' } }],
    ['focusAreaId', 'id', ['focusAreaId', 'focusArea.id', 'focusArea'], { refersTo: 'focusArea', writes: { bulk: 'focusAreaId' } }],
    ['benefitTypeId', 'id', ['benefitTypeId', 'benefitType.id'], { refersTo: 'benefitType', writes: { bulk: 'benefitTypeKey' } }],
    ['actual', 'series', ['benefitPeriodValues'], { ...ACTUAL, writes: { bulk: 'benefitPeriodValues' } }],
    ['forecast', 'series', ['benefitPeriodValues'], { ...FORECAST, writes: { bulk: 'benefitPeriodValues' } }],
  ]),
  costType: fieldsOf('costType', [
    ['id', 'id', ['costTypeId', 'id']],
    ['key', 'text', ['key']],
    ['name', 'text', ['displayName', 'name']],
    ['order', 'number', ['order']],
  ]),
  costSubtype: fieldsOf('costSubtype', [
    ['id', 'id', ['costSubtypeId', 'id']],
    ['key', 'text', ['key']],
    ['name', 'text', ['name', 'displayName']],
    ['costType', 'text', ['costType', 'costType.key']],
  ]),
  benefitType: fieldsOf('benefitType', [
    ['id', 'id', ['benefitTypeId', 'id']],
    ['key', 'text', ['key']],
    ['name', 'text', ['name', 'displayName']],
  ]),
  investmentCategory: fieldsOf('investmentCategory', [
    ['id', 'id', ['investmentCategoryId', 'id']],
    ['key', 'text', ['key']],
    ['name', 'text', ['name', 'displayName']],
  ]),
  organization: fieldsOf('organization', [
    ['id', 'id', ['id', 'organizationId']],
    ['name', 'text', ['name'], { writes: { create: 'name' } }],
    ['externalId', 'text', ['externalId'], { writes: { create: 'externalId' } }],
    ['organizationTypeId', 'text', ['organizationTypeId', 'organizationType.id'], { writes: { create: 'organizationTypeId' } }],
    ['owner.id', 'text', ['owner', 'owner.id', 'owner.accountId'], { personal: true, writes: { create: 'owner' } }],
    [
      'parentId',
      'id',
      ['parentId', 'parentOrganizationId', 'parent.id', 'parent', 'parentOrganization.id', 'parentOrganization'],
      { refersTo: 'organization', writes: { create: 'parentOrganizationId' } },
    ],
  ]),
};
