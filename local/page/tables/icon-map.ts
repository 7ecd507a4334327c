import type { ComponentType } from 'react';

/** Glyph name → the component of `@atlaskit/icon/core`. Filled by build.ts, which puts all current glyphs in place of this file. */
export const iconMap: Readonly<Record<string, ComponentType<Record<string, unknown>>>> = {};
