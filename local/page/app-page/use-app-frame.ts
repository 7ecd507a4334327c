import { useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { FlagShown } from '../bridge/bridge-host';
import type { ThemeState } from '../bridge/forge-theme';
import { openFrame } from '../bridge/frames';
import { messageOf } from '../bridge/operations';
import type { PageDoor } from '../bridge/page-door';
import { openAppHistory } from '../forge-doc/app-history';
import { copyTree } from '../forge-doc/forge-node';
import type { ForgeNode } from '../forge-doc/forge-node';
import { browserAddress, goTo } from '../shell/address';
import type { UiModule } from '../shell/site-state';
import { pageEvents } from '../shell/theme';

interface Needs {
  readonly module: UiModule;
  readonly modules: readonly UiModule[];
  readonly door: PageDoor;
  readonly theme: ThemeState;
  readonly reload: () => void;
}

interface AppFrame {
  readonly tree: ForgeNode | undefined;
  readonly problems: readonly string[];
  readonly flags: readonly FlagShown[];
  readonly fail: (sentence: string) => void;
  readonly dismissProblems: () => void;
  readonly closeFlag: (id: string | number) => void;
}

const leave = async (url: string, where: 'same-tab' | 'new-tab'): Promise<void> => {
  const target = new URL(url, window.location.href);
  if (!/^https?:$/.test(target.protocol)) throw new Error(`Navigation to ${target.protocol} is not allowed.`);
  if (target.origin === window.location.origin && where === 'same-tab') return goTo(target.pathname + target.search + target.hash);
  // As in the product, another site is asked for first; a relative address never is.
  if (target.origin !== window.location.origin && !window.confirm(`Leave for ${target.origin}?`)) throw new Error('The person declined.');
  if (where === 'new-tab') window.open(target.href, '_blank', 'noopener');
  else window.location.assign(target.href);
};

/** Runs the app's page in a hidden frame inside `container`, from mount to unmount, and gives what there is to draw. */
export const useAppFrame = (container: RefObject<HTMLElement>, needs: Needs): AppFrame => {
  const [tree, setTree] = useState<ForgeNode>();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [flags, setFlags] = useState<readonly FlagShown[]>([]);
  const latest = useRef(needs);
  useEffect(() => {
    latest.current = needs;
  });
  const fail = useCallback((sentence: string) => setProblems((known) => (known.includes(sentence) ? known : [...known, sentence])), []);
  const closeFlag = useCallback((id: string | number) => setFlags((shown) => shown.filter((flag) => flag.id !== id)), []);

  useEffect(() => {
    const { module, door } = latest.current;
    if (container.current === null) return undefined;
    const { history, close } = openAppHistory(module.path, browserAddress);
    let last: ForgeNode | undefined;
    const closeFrame = openFrame(container.current, module.resource, {
      door,
      history,
      events: pageEvents,
      reconcile(forgeDoc) {
        try {
          const copy = copyTree(forgeDoc, last);
          if (copy.type !== 'Root') return fail(`A tree of the type ${copy.type} is not modelled by the local site.`);
          last = copy;
          setTree(copy);
        } catch (error) {
          fail(messageOf(error));
        }
      },
      fail,
      theme: () => latest.current.theme,
      showFlag: (flag) => setFlags((shown) => [flag, ...shown.filter((other) => other.id !== flag.id)]),
      closeFlag,
      navigate: leave,
      modulePath: (key) => latest.current.modules.find((other) => other.key === key)?.path,
      reload: () => latest.current.reload(),
      changeTitle: (title) => {
        document.title = title;
      },
    });
    return () => {
      closeFrame();
      close();
    };
  }, [container, fail, closeFlag]);

  return { tree, problems, flags, fail, closeFlag, dismissProblems: () => setProblems([]) };
};
