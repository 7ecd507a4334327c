export interface ThemeState {
  readonly colorMode: 'light' | 'dark';
}

/** What `getContext().theme` says and `FORGE_CORE_THEME_CHANGED` carries. */
export const forgeTheme = ({ colorMode }: ThemeState) => ({
  colorMode,
  light: 'light',
  dark: 'dark',
  spacing: 'spacing',
  typography: 'typography',
});
