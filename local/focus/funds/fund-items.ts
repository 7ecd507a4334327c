import { Refusal } from '../operations/refusal';
import type { FundItem } from '../state/records';
import type { Call, Handler, Reply } from '../operations/call';
import { membersOf, textOf } from '../operations/call';
import { readMask, refuseTakenExternalId } from '../operations/checks';
import { importItems } from './import-items';
import type { ItemKind } from './item-kinds';
import { pageOf } from '../operations/paging';

export type ItemVerb = 'list' | 'get' | 'update' | 'remove' | 'bulk';

/** The five operations of one kind of item. */
export function itemHandlers<T extends FundItem>(kind: ItemKind<T>): Readonly<Record<ItemVerb, Handler>> {
  const found = ({ id, shape, state, switches }: Call): T => {
    const item = kind.in(state).get(shape.idOf(id));
    if (!item) throw new Refusal(switches.absentStatus, `The ${kind.called} was not found.`);
    return item;
  };
  const answer = ({ shape, state, switches }: Call, item: T): Reply => ({
    status: 200,
    body: kind.show(item, { state, switches, where: 'alone' }, shape),
  });

  return {
    list(call) {
      const { shape, state, switches } = call;
      const area = call.query['focusAreaId'];
      const query = area === undefined ? call.query : { ...call.query, focusAreaId: shape.idOf(area) };
      const page = pageOf({ ...call, query }, kind.in(state), 'focusAreaId');
      const setting = { state, switches, where: 'list' } as const;
      return { status: 200, body: shape.page({ ...page, values: page.values.map((item) => kind.show(item, setting, shape)) }) };
    },
    get: (call) => answer(call, found(call)),
    /** Documented: what the mask lists and the body lacks is cleared; only the external id is supported. */
    update(call) {
      const item = found(call);
      const { switches, state, query, body, at } = call;
      readMask(query['updateMask'] ?? '', [kind.sent.mask], switches);
      const externalId = textOf(membersOf(body)[kind.sent.mask]) ?? null;
      refuseTakenExternalId(kind.in(state), externalId, item.id, switches);
      const changed = { ...item, externalId, lastUpdated: at };
      kind.in(state).put(changed);
      return answer(call, changed);
    },
    remove(call) {
      kind.in(call.state).remove(found(call).id);
      return { status: call.switches.deleteStatus };
    },
    bulk: (call) => importItems(kind, call),
  };
}
