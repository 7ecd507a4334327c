import { createContext } from 'react';

/** True inside a Modal, where the menu of a Select would be cut off unless it is fixed. */
export const InModal = createContext(false);
