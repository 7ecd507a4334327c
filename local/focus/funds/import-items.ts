import { randomUUID } from 'node:crypto';
import { Refusal } from '../operations/refusal';
import { monthsOf } from '../seed/months';
import type { FundItem, PeriodValues } from '../state/records';
import type { Call, Reply } from '../operations/call';
import { membersOf, textOf } from '../operations/call';
import { checkedName, refuseTakenExternalId } from '../operations/checks';
import type { ItemKind } from './item-kinds';
import { ItemProblem } from './item-kinds';

type Sent = Readonly<Record<string, unknown>>;
const VERSIONS = { 'actual and forecast': ['ACTUAL', 'FORECAST'], all: undefined } as const;

/** A bulk import: items in turn, so that a later one may meet an earlier one by its external id. */
export function importItems<T extends FundItem>(kind: ItemKind<T>, call: Call): Reply {
  const { switches, state, together } = call;
  const items = membersOf(call.body)['items'];
  const sent: readonly unknown[] = Array.isArray(items) ? items : [];
  if (sent.length > switches.bulkMaximum) throw new Refusal(400, `items holds more than ${switches.bulkMaximum}.`);

  const collection = kind.in(state);
  const errors: { readonly index: number; readonly field: string; readonly message: string }[] = [];
  const undo: (() => void)[] = [];
  together(() => {
    sent.forEach((one, index) => {
      try {
        const { item, before } = upsert(kind, membersOf(one), call);
        collection.put(item);
        undo.unshift(() => (before ? collection.put(before) : collection.remove(item.id)));
      } catch (error) {
        if (!(error instanceof ItemProblem)) throw error;
        errors.push({ index, field: error.field, message: error.message });
      }
    });
    if (errors.length > 0 && switches.bulkAtomicity === 'atomic') undo.forEach((step) => step());
  });
  if (errors.length > 0) return { status: switches.bulkFailureStatus, body: { errors } };
  return switches.bulkSuccessBody === 'none' ? { status: 200 } : { status: 200, body: {} };
}

function upsert<T extends FundItem>(kind: ItemKind<T>, sent: Sent, call: Call): { readonly item: T; readonly before: T | undefined } {
  const { state, switches, at } = call;
  const before = existing(kind, sent, call);
  const externalId = textOf(sent[kind.sent.externalId]) ?? before?.externalId ?? null;
  asProblem(kind.sent.externalId, () => refuseTakenExternalId(kind.in(state), externalId, before?.id, switches));
  const name = asProblem('name', () => checkedName(textOf(sent['name']) ?? before?.name ?? '', switches));
  const common: FundItem = {
    id: before?.id ?? randomUUID(),
    name,
    externalId,
    focusAreaId: focusAreaOf(sent, before, call),
    periodValues: months(sent[kind.sent.periods], kind.sent.periods, before, call),
    lastUpdated: at,
  };
  return { item: kind.classify(common, sent, switches.bulkMissingMembers === 'stay' ? before : undefined, state), before };
}

/** The item that is meant: by its id, which must exist; else by its external id, which may. */
function existing<T extends FundItem>(kind: ItemKind<T>, sent: Sent, { state, shape }: Call): T | undefined {
  const id = textOf(sent[kind.sent.id]);
  if (id === undefined) return kind.in(state).byExternalId(textOf(sent[kind.sent.externalId]) ?? '')[0];
  const item = kind.in(state).get(shape.idOf(id));
  if (!item) throw new ItemProblem(kind.sent.id, `There is no such ${kind.called}.`);
  return item;
}

function focusAreaOf(sent: Sent, before: FundItem | undefined, { state, shape }: Call): string {
  const id = textOf(sent['focusAreaId']);
  const externalId = textOf(sent['focusAreaExternalId']);
  const byId = id === undefined ? undefined : state.focusArea.get(shape.idOf(id));
  if (id !== undefined && !byId) throw new ItemProblem('focusAreaId', 'There is no such focus area.');
  const [byExternalId, another] = externalId === undefined ? [] : state.focusArea.byExternalId(externalId);
  if (externalId !== undefined && (!byExternalId || another))
    throw new ItemProblem('focusAreaExternalId', 'No one focus area has this external id.');
  if (byId && byExternalId && byId !== byExternalId)
    throw new ItemProblem('focusAreaExternalId', 'Id and external id name two focus areas.');
  const found = byId?.id ?? byExternalId?.id ?? before?.focusAreaId;
  if (found === undefined) throw new ItemProblem('focusAreaId', 'A new item needs a focus area.');
  return found;
}

/** Month values after the import. Amounts are kept as the text that was sent, so nothing is rounded. */
function months(sent: unknown, field: string, item: FundItem | undefined, { switches }: Call): readonly PeriodValues[] | null {
  if (!Array.isArray(sent)) return item ? item.periodValues : [];
  const before = item ? monthsOf(item) : [];
  const merged = new Map(switches.bulkMonths === 'merge' ? before.map((one) => [one.financialVersionType, one.timePeriodToAmount]) : []);
  const accepted: readonly string[] | undefined = VERSIONS[switches.bulkVersions];
  for (const one of sent.map(membersOf)) {
    const version = textOf(one['financialVersionType']);
    if (version === undefined || (accepted && !accepted.includes(version)))
      throw new ItemProblem(field, 'This version of the figures can not be imported.');
    const amounts = Object.entries(membersOf(one['timePeriodToAmount'])).map(([month, amount]) => [month, String(amount)] as const);
    if (amounts.some(([, amount]) => !/^-?\d{1,15}(\.\d{1,6})?$/.test(amount)))
      throw new ItemProblem(field, 'An amount is not a decimal number.');
    merged.set(version, { ...merged.get(version), ...Object.fromEntries(amounts) });
  }
  return [...merged].map(([financialVersionType, timePeriodToAmount]) => ({ financialVersionType, timePeriodToAmount }));
}

/** A refusal of one member becomes a problem of its item. */
function asProblem<R>(field: string, check: () => R): R {
  try {
    return check();
  } catch (error) {
    if (error instanceof Refusal) throw new ItemProblem(field, error.message);
    throw error;
  }
}
