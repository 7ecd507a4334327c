const ORIGINAL = Symbol.for('local-site.date');

// Kept on the global object, so that a second copy of this module (jest.resetModules) shifts the original and not what is shifted already.
const originalDate = (): DateConstructor => {
  const holder: typeof globalThis & { [ORIGINAL]?: DateConstructor } = globalThis;
  holder[ORIGINAL] ??= Date;
  return holder[ORIGINAL];
};

/** ms since the epoch by the computer's own clock, also inside the app, whose `Date` is shifted. */
export const wallNow = (): number => originalDate().now();

/**
 * Replaces `Date` by one whose present is shifted by `shift()` ms; asked each time, so that a clock can be moved while a function runs.
 * `performance.now` and timers stay as they are: what measures how long something takes measures the truth.
 */
export const installAppDate = (shift: () => number): void => {
  const Original = originalDate();
  const now = (): number => Original.now() + shift();
  const shifted = function (...given: unknown[]): object | string {
    if (new.target === undefined) return new Original(now()).toString();
    const as: unknown = new.target === shifted ? Original : new.target;
    return Reflect.construct(Original, given.length === 0 ? [now()] : given, as as typeof Original) as object;
  };
  Object.defineProperties(shifted, {
    name: { value: 'Date' },
    length: { value: Original.length },
    prototype: { value: Original.prototype, writable: false },
    now: { value: now, configurable: true, writable: true },
    parse: { value: Original.parse, configurable: true, writable: true },
    UTC: { value: Original.UTC, configurable: true, writable: true },
  });
  const hidden = { configurable: true, enumerable: false, writable: true };
  Object.defineProperty(Original.prototype, 'constructor', { ...hidden, value: shifted });
  Object.defineProperty(globalThis, 'Date', { ...hidden, value: shifted });
};
