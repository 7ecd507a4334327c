import { createContext, useContext } from 'react';

/** True inside a Modal, which would cut the menu of a Select off. */
export const InModal = createContext(false);

// Above Atlaskit's modal layer (510) and its tooltips (800).
const MENU_LAYER = 9999;

/** What a Select needs besides: in a modal its menu hangs at the end of the page, since the dialog moves and clips what is inside. */
export const useMenuPlace = (): Readonly<Record<string, unknown>> =>
  useContext(InModal)
    ? {
        menuPosition: 'fixed',
        menuPortalTarget: document.body,
        styles: { menuPortal: (base: Readonly<Record<string, unknown>>) => ({ ...base, zIndex: MENU_LAYER }) },
      }
    : {};
