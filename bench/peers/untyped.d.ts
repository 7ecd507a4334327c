// These two are published without types; only what the bench uses is told.
declare module 'json-mask' {
  const mask: {
    compile: (fields: string) => object | null;
    filter: (value: unknown, compiled: object | null) => unknown;
  };
  export default mask;
}

declare module 'fast-redact' {
  interface Redact {
    (value: unknown): unknown;
    restore: (value: unknown) => unknown;
  }
  const fastRedact: (options: {
    paths: readonly string[];
    censor?: unknown;
    remove?: boolean;
    serialize?: false | ((value: unknown) => string);
  }) => Redact;
  export default fastRedact;
}
