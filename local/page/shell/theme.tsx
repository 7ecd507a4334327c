import { createContext, useContext, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { setGlobalTheme } from '@atlaskit/tokens/set-global-theme';
import { openEmitter } from '../bridge/emitter';
import type { ThemeState } from '../bridge/forge-theme';
import { forgeTheme } from '../bridge/forge-theme';
import { usePreference } from './preferences';

/** Events of the whole page: the theme goes to every frame, and frames of the app may talk to each other. */
export const pageEvents = openEmitter();

interface Theme extends ThemeState {
  readonly choose: (colorMode: ThemeState['colorMode']) => void;
}

const ThemeContext = createContext<Theme | undefined>(undefined);

export const useTheme = (): Theme => {
  const theme = useContext(ThemeContext);
  if (theme === undefined) throw new Error('useTheme is for pages inside ThemeProvider.');
  return theme;
};

export const ThemeProvider = ({ children }: { readonly children: ReactNode }) => {
  const [chosen, choose] = usePreference('theme', 'light');
  const colorMode = chosen === 'dark' ? 'dark' : 'light';
  useEffect(() => {
    void setGlobalTheme({ colorMode, light: 'light', dark: 'dark', spacing: 'spacing', typography: 'typography', shape: 'shape' });
    pageEvents.emit('FORGE_CORE_THEME_CHANGED', { theme: forgeTheme({ colorMode }) });
  }, [colorMode]);
  const theme = useMemo(() => ({ colorMode, choose }) as const, [colorMode, choose]);
  return <ThemeContext.Provider value={theme}>{children}</ThemeContext.Provider>;
};
