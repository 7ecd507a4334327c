type Callable = (...given: unknown[]) => unknown;

/** The value as a function to call, or undefined when it is none. */
export const callable = (value: unknown): Callable | undefined => (typeof value === 'function' ? (value as Callable) : undefined);

/** A text as it is; anything else as JSON, for sentences. */
export const inWords = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));
