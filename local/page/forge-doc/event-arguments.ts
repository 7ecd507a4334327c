import { callable } from './callable';
import { isRecord } from './forge-node';

/** What a UI Kit handler gets of a browser's event: `SerialisableEvent` of `@atlaskit/forge-react-types`. */
interface SerialisableEvent {
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly defaultPrevented: boolean;
  readonly eventPhase: number;
  readonly isTrusted: boolean;
  readonly timeStamp: number;
  readonly type: string;
  readonly target: Readonly<Record<string, unknown>>;
}

const TARGET_MEMBERS = ['value', 'checked', 'name', 'id', 'tagName', 'type', 'selectionStart', 'selectionEnd'] as const;

const plainTarget = (target: unknown): Record<string, unknown> => {
  const plain: Record<string, unknown> = {};
  if (typeof target !== 'object' || target === null) return plain;
  for (const member of TARGET_MEMBERS) {
    const value: unknown = Reflect.get(target, member);
    if (['string', 'number', 'boolean'].includes(typeof value) || value === null) plain[member] = value;
  }
  return plain;
};

const flag = (event: object, member: string): boolean => Reflect.get(event, member) === true;
const count = (event: object, member: string): number => {
  const value: unknown = Reflect.get(event, member);
  return typeof value === 'number' ? value : 0;
};

/** Keeps of an event what crosses the bridge. `target` may be given when the event's own is not the field. */
export const serialiseEvent = (event: object, target?: Record<string, unknown>): SerialisableEvent => {
  const type: unknown = Reflect.get(event, 'type');
  return {
    bubbles: flag(event, 'bubbles'),
    cancelable: flag(event, 'cancelable'),
    defaultPrevented: flag(event, 'defaultPrevented'),
    eventPhase: count(event, 'eventPhase'),
    isTrusted: flag(event, 'isTrusted'),
    timeStamp: count(event, 'timeStamp'),
    type: typeof type === 'string' ? type : '',
    target: target ?? plainTarget(Reflect.get(event, 'target')),
  };
};

/** A JSON copy: functions, symbols and undefined members fall away, as they would on the real bridge. */
export const jsonCopy = (value: unknown): unknown => {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text);
};

/** How a handler's arguments are made from those that Atlaskit passes. Analytics events, always last, never cross. */
export const ARGUMENTS = {
  nothing: () => [],
  event: (given) => (isEventLike(given[0]) ? [serialiseEvent(given[0])] : []),
  value: (given) => [jsonCopy(given[0])],
  eventAndValue: (given) => [isEventLike(given[0]) ? serialiseEvent(given[0]) : undefined, jsonCopy(given[1])],
} as const satisfies Record<string, (given: readonly unknown[]) => readonly unknown[]>;

export type ArgumentKind = keyof typeof ARGUMENTS;

const isEventLike = (value: unknown): value is object => isRecord(value) && 'target' in value;

/** The app's handler under `prop`, to be given to Atlaskit; undefined when there is none. */
export const handlerOf = (props: Readonly<Record<string, unknown>>, prop: string, kind: ArgumentKind): ReturnType<typeof callable> => {
  const handler = callable(props[prop]);
  return handler && ((...given) => handler(...ARGUMENTS[kind](given)));
};
