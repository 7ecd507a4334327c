/** Made by build.ts. */
declare module 'local-site:icons' {
  import type { ComponentType } from 'react';

  /** Glyph name → the component of `@atlaskit/icon/core`. */
  const icons: Readonly<Record<string, ComponentType<Record<string, unknown>>>>;
  export default icons;
}

declare module 'local-site:xcss' {
  /** What `xcss` may hold. */
  const table: { readonly properties: Readonly<Record<string, 'any' | readonly string[]>> };
  export default table;
}

declare module '*.css';
