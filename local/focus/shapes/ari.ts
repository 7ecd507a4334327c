import { PEOPLE } from '../../site/people';
import { idFor } from '../seed/random';
import type { Switches } from '../unknowns';
import { full } from './full';
import type { Json, Shape } from './shape';
import { variantOf } from './shape';

const WORKSPACE = idFor('workspace');

/** What kind of thing a member names. Only the ARIs of focus areas and their types are documented (fact sheet 4); the others follow them. */
const REFERENCES: Readonly<Record<string, string>> = {
  focusAreaId: 'focus-area',
  focusAreaTypeId: 'focus-area-type',
  costItemId: 'cost-item',
  costTypeId: 'cost-type',
  costSubtypeId: 'cost-subtype',
  benefitItemId: 'benefit-item',
  benefitTypeId: 'benefit-type',
  investmentCategoryId: 'investment-category',
  organizationTypeId: 'organization-type',
};

const nameOf = (accountId: string): string => PEOPLE.find((person) => person.accountId === accountId)?.name ?? 'Former user';

/** The plain id in an ARI of this site, or in one of an account; whatever is no such ARI stays as it is. */
export function plainId(sent: string, cloudId: string): string {
  const own = `ari:cloud:mercury:${cloudId}:`;
  if (sent.startsWith(own)) return /^[a-z-]+\/workspace\/[^/]+\/([^/]+)$/.exec(sent.slice(own.length))?.[1] ?? sent;
  return /^ari:cloud:identity::user\/([^/]+)$/.exec(sent)?.[1] ?? sent;
}

/** Every id is an ARI; an owner is an object; a parent is an object in one half of the records and `parentId` in the other, as is the path. */
export function ariShape(cloudId: string, switches: Switches): Shape {
  const ari = (kind: string, id: string): string => `ari:cloud:mercury:${cloudId}:${kind}/workspace/${WORKSPACE}/${id}`;
  const idAs = (kind: string, id: unknown): string | null => (typeof id === 'string' ? ari(kind, id) : null);
  const referring = (told: Json): Json =>
    Object.fromEntries(
      Object.entries(told).map(([name, value]) => [name, name in REFERENCES ? idAs(REFERENCES[name] ?? '', value) : value]),
    );
  const ownerOf = (accountId: string | null): Json | null =>
    accountId === null ? null : { id: `ari:cloud:identity::user/${accountId}`, displayName: nameOf(accountId) };
  const parentOf = (kind: string, id: string, parent: { readonly id: string; readonly name: string } | null): Json => {
    const parentAri = parent && ari(kind, parent.id);
    return variantOf(id) % 2 === 0 ? { parentId: parentAri } : { parent: parent && { id: parentAri, name: parent.name } };
  };
  const stepsOf = (id: string, path: unknown): readonly unknown[] =>
    (Array.isArray(path) ? path : []).map(({ id: step, name }: { readonly id: string; readonly name: string }) =>
      variantOf(id) % 2 === 0 ? ari('focus-area', step) : { id: ari('focus-area', step), name },
    );
  const parentIn = <T extends { readonly id: string; readonly name: string }>(
    found: T | undefined,
    id: string | null,
  ): { readonly id: string; readonly name: string } | null => (id === null ? null : (found ?? { id, name: '' }));

  return {
    ...full,
    records: {
      focusArea: (area, setting) => {
        const { parentId: _parent, path, ...told } = full.records.focusArea(area, setting);
        const parent = parentIn(setting.state.focusArea.get(area.parentId ?? ''), area.parentId);
        return {
          ...referring(told),
          id: ari('focus-area', area.id),
          owner: ownerOf(area.owner),
          ...parentOf('focus-area', area.id, parent),
          path: stepsOf(area.id, path),
        };
      },
      organization: (one, setting) => {
        const { parentId: _parent, ...told } = full.records.organization(one, setting);
        const parent = parentIn(setting.state.organization.get(one.parentId ?? ''), one.parentId);
        return {
          ...referring(told),
          id: ari('organization', one.id),
          owner: ownerOf(one.owner),
          ...parentOf('organization', one.id, parent),
        };
      },
      costItem: (item, setting) => referring(full.records.costItem(item, setting)),
      benefitItem: (item, setting) => referring(full.records.benefitItem(item, setting)),
      costType: (type, setting) => referring(full.records.costType(type, setting)),
      costSubtype: (type, setting) => referring(full.records.costSubtype(type, setting)),
      benefitType: (type, setting) => referring(full.records.benefitType(type, setting)),
      investmentCategory: (category, setting) => referring(full.records.investmentCategory(category, setting)),
    },
    idOf: (sent) => {
      const plain = plainId(sent, cloudId);
      // No record has an empty id: where ARIs alone are taken, anything else finds nothing.
      return plain === sent && switches.bareIds === 'refused' ? '' : plain;
    },
  };
}
