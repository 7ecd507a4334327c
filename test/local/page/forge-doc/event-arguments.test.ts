import { ARGUMENTS, handlerOf, jsonCopy, serialiseEvent } from '../../../../local/page/forge-doc/event-arguments';

const analytics = { fire: () => undefined, _isAnalyticsEvent: true };
const change = {
  type: 'change',
  bubbles: true,
  isTrusted: true,
  timeStamp: 12.5,
  eventPhase: 3,
  nativeEvent: { target: {} },
  preventDefault: () => undefined,
  target: { value: 'x', checked: true, name: 'n', id: 'i', tagName: 'INPUT', type: 'checkbox', ownerDocument: {}, focus: () => undefined },
};

describe('what handlers are given', () => {
  it('is of an event only what SerialisableEvent names', () => {
    expect(serialiseEvent(change)).toEqual({
      type: 'change',
      bubbles: true,
      cancelable: false,
      defaultPrevented: false,
      eventPhase: 3,
      isTrusted: true,
      timeStamp: 12.5,
      target: { value: 'x', checked: true, name: 'n', id: 'i', tagName: 'INPUT', type: 'checkbox' },
    });
  });

  it('survives the way through JSON unchanged', () => {
    expect(jsonCopy(serialiseEvent(change))).toEqual(serialiseEvent(change));
  });

  it.each([
    ['event', [change, analytics], [serialiseEvent(change)]],
    ['event', [null, analytics], []],
    ['value', [{ label: 'a', value: 1 }, { action: 'select-option' }], [{ label: 'a', value: 1 }]],
    ['value', [null], [null]],
    ['value', ['2027-03-31', analytics], ['2027-03-31']],
    ['value', [0, analytics], [0]],
    ['eventAndValue', [change, 3, analytics], [serialiseEvent(change), 3]],
    ['nothing', [change, analytics], []],
  ] as const)('is for the kind %s, from %j, what the table says', (kind, given, expected) => {
    expect(ARGUMENTS[kind](given)).toEqual(expected);
  });

  it('never holds a function, however deep', () => {
    const heard: unknown[] = [];
    handlerOf(
      { onChange: (...given: unknown[]) => heard.push(given) },
      'onChange',
      'value',
    )?.({ a: { f: () => 1, b: [() => 2, 3] } }, analytics);
    expect(heard).toEqual([[{ a: { b: [null, 3] } }]]);
  });

  it('gives nothing to Atlaskit where the app has no handler', () => {
    expect(handlerOf({}, 'onChange', 'value')).toBeUndefined();
    expect(handlerOf({ onChange: 'text' }, 'onChange', 'value')).toBeUndefined();
  });

  it("passes on what the app's handler returns", () => {
    expect(handlerOf({ onBeforeRemoveAction: () => false }, 'onBeforeRemoveAction', 'nothing')?.()).toBe(false);
  });
});
