import { CATALOGUE } from '../../../exposure/catalogue/catalogue';
import { placeIsOpen } from '../../../exposure/reach/reaches';
import type { FocusRecord } from '../../../exposure/reach/record';
import type { Focus } from '../../open-focus';
import { placed, readPlaces } from './read-places';
import type { Places } from './read-places';
import { START } from '../position/position';
import type { ScanPosition } from '../position/position';
import { UPSTREAM_PAGE } from '../walk';
import type { Means, Wanted } from '../walk';

export type Page = Extract<Awaited<ReturnType<Focus['listFocusAreas']>>, { ok: true }>['value'];

export const FOCUS_AREA = 'focusArea';

/** Where the places come from that a list doesn't tell: the stored hierarchy, a call for each record, or nowhere. */
type Source = { readonly kind: 'stored'; readonly places: Places } | { readonly kind: 'live' } | { readonly kind: 'none' };

/** Leaves that are told by the record's place: its parent, or the whole chain. */
const PLACE_FIELDS = CATALOGUE.focusArea.fields.filter(({ refersTo }) => refersTo === CATALOGUE.focusArea.parentOf);

const comparesPlace = (conditions: readonly { readonly field: string }[], shape: 'id' | 'ids'): boolean =>
  PLACE_FIELDS.some((field) => field.shape === shape && conditions.some((condition) => condition.field === field.name));

const LIVE: Source = { kind: 'live' };
const NONE: Source = { kind: 'none' };

export const tellsPlace = (record: FocusRecord): boolean => record.ancestors !== undefined || record.parentId !== undefined;

const isSilent = ({ records }: Page): boolean => records.length > 0 && !records.some(tellsPlace);

/**
 * Decides where unknown places come from, once for an invocation. Nothing but the age of the hierarchy, the form of Focus's lists and the
 * size of the site goes into it: were it the records that a filter or a condition finds, hidden ones would show by the refusal.
 */
export const openSource = ({ focus, budget, tree }: Means, { reach, now, asked }: Wanted, from: ScanPosition) => {
  const grant = reach.grants.get(FOCUS_AREA);
  const roots = grant?.roots ?? 'all';
  const parentId = asked?.parentId;
  // What a condition, or the caller, says of a place can't be compared where none is told.
  const comparesParent = parentId !== undefined || comparesPlace(grant?.conditions ?? [], 'id');
  const comparesChain = comparesPlace(grant?.conditions ?? [], 'ids');
  const isNeeded = roots !== 'all' || comparesParent || comparesChain;
  const isFiltered = parentId !== undefined || asked?.nameContains !== undefined || asked?.externalId !== undefined;
  const read = parentId === undefined ? (roots === 'all' ? [] : [...roots]) : [parentId];

  const fits = ({ next, records, unreadable }: Page): boolean => next === undefined && records.length + unreadable <= budget.callsLeft();

  const readFor = async ({ segment = {} }: ScanPosition): Promise<Places | undefined> =>
    tree && read.length > 0 ? readPlaces(tree, read, segment) : undefined;
  const begun = tree?.silent ? readFor(from) : undefined;

  const find = async (page: Page, at: ScanPosition): Promise<Source> => {
    const places = await (begun ?? readFor(at));
    if (places) return { kind: 'stored', places };
    // Live places are the first pass's: in a later one they would bring again what that gave.
    if (at.segment) return NONE;
    if (!isSilent(page) || isFiltered) return LIVE;
    return at.cursor === undefined && fits(page) ? LIVE : NONE;
  };

  let source: Source | undefined;
  return {
    /** Stored places that are read already beside the first page, if any are. */
    begun,
    /** A filtered walk that may not use stored places begins only where live ones can be had: for that Focus is asked without the filter. */
    isHopeless: async (): Promise<boolean> => {
      if (!isNeeded || !isFiltered || (tree && read.length > 0) || from !== START) return false;
      const whole = await focus.listFocusAreas({ limit: UPSTREAM_PAGE });
      return whole.ok && isSilent(whole.value) && !fits(whole.value);
    },
    /** Makes ready for a page that tells no place at all, and for every one where places are taken in several passes; false = there is no hope for it. */
    prepare: async (page: Page, at: ScanPosition): Promise<boolean> => {
      if (isNeeded && (isSilent(page) || at.segment)) source ??= await find(page, at);
      return source !== NONE;
    },
    /** Whether the record's place has to be looked up: the reach asks for it, or something is compared with it. */
    isOpen: (record: FocusRecord): boolean =>
      placeIsOpen(reach, FOCUS_AREA, record, now) ||
      (comparesParent && !tellsPlace(record)) ||
      (comparesChain && record.ancestors === undefined),
    /** The record with its stored place, or null where it has to be asked for. */
    place: async (record: FocusRecord, page: Page, at: ScanPosition): Promise<FocusRecord | null> => {
      source ??= await find(page, at);
      if (source.kind === 'stored') return placed(record, source.places);
      return source === LIVE ? null : record;
    },
    usesStored: (): boolean => source?.kind === 'stored',
    /** The position, told which part of the subtrees this pass takes where it can't take all. */
    inSegment: (at: ScanPosition): ScanPosition => {
      const upTo = source?.kind === 'stored' ? source.places.upTo : undefined;
      return upTo === undefined || at.segment?.to ? at : { ...at, segment: { ...at.segment, to: upTo } };
    },
  };
};
