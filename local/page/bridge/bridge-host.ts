import type { AppHistory } from '../forge-doc/app-history';
import type { Emitter } from './emitter';
import type { ThemeState } from './forge-theme';
import type { PageDoor } from './page-door';

export interface FlagShown {
  readonly id: string | number;
  readonly title: string;
  readonly description?: string;
  /** Decides the icon. */
  readonly type: 'info' | 'success' | 'warning' | 'error';
  /** When given, the flag is bold. */
  readonly appearance?: FlagShown['type'];
  readonly actions: readonly { readonly text: string; readonly onClick: () => void }[];
  readonly isAutoDismiss: boolean;
}

/** What the shell gives to the bridge of one frame. */
export interface BridgeHost {
  readonly door: PageDoor;
  readonly events: Emitter;
  readonly history: AppHistory;
  reconcile(forgeDoc: unknown): void;
  /** Something went wrong in the frame, or asks for what is not modelled: shown on the page. */
  fail(sentence: string): void;
  theme(): ThemeState;
  showFlag(flag: FlagShown): void;
  closeFlag(id: string | number): void;
  /** Rejects when the person declines to leave for another site. */
  navigate(url: string, where: 'same-tab' | 'new-tab'): Promise<void>;
  /** The path of a module's page; undefined for an unknown module. */
  modulePath(moduleKey: string): string | undefined;
  reload(): void;
  changeTitle(title: string): void;
}
