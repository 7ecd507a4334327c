import { LARGEST_PAGE, PLACE_AGE } from '../../../exposure/catalogue/catalogue';
import type { ActionName, Condition, Grant, Records } from '../../../exposure/policy/policy';

export const conditionsIn = ({ records }: Grant): readonly Condition[] => (records === 'all' ? [] : (records.where ?? []));

/** The chosen subtrees; undefined = wherever a record lies. */
export const rootsOf = (records: Records): readonly string[] | undefined => (records === 'all' ? undefined : records.under);

const withRecords = (grant: Grant, under: readonly string[] | undefined, where: readonly Condition[]): Grant => {
  const kept = where.length > 0 ? { where } : {};
  const records = under === undefined && where.length === 0 ? 'all' : { ...(under ? { under } : {}), ...kept };
  return { ...grant, records };
};

/** `undefined` = wherever they lie. Conditions stay. */
export const setRoots = (grant: Grant, under: readonly string[] | undefined): Grant => withRecords(grant, under, conditionsIn(grant));

/** Subtrees stay. */
export const setConditions = (grant: Grant, where: readonly Condition[]): Grant => withRecords(grant, rootsOf(grant.records), where);

/** Minutes, or `live`; the usual age is left out. */
export const setPlaceAge = ({ placeAge: _before, ...grant }: Grant, placeAge: number | 'live'): Grant =>
  placeAge === PLACE_AGE.usual ? grant : { ...grant, placeAge };

/** As many as there may be is left out. */
export const setPageSize = ({ pageSize: _before, ...grant }: Grant, pageSize: number): Grant =>
  pageSize === LARGEST_PAGE ? grant : { ...grant, pageSize };

/** `grantable` gives the order. */
export const setActions = (grant: Grant, grantable: readonly ActionName[], actions: readonly ActionName[]): Grant => ({
  ...grant,
  actions: grantable.filter((action) => actions.includes(action)),
});
