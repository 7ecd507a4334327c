import { useEffect } from 'react';
import { showFlag } from '@forge/bridge';
import { useMessages } from '../../messages';
import type { DraftStatus } from './draft-desk';

/** Nothing sticks to the top in UI Kit, so trouble with saving is told by a flag too: whoever has scrolled down would miss it. */
export const useSaveFlag = (status: DraftStatus): void => {
  const { say } = useMessages();
  const trouble = status.at === 'unsaved' || status.at === 'conflict' ? status.at : null;
  useEffect(() => {
    if (!trouble) return undefined;
    const flag = showFlag({
      id: 'save-trouble',
      type: 'warning',
      title: say(`save.flag.${trouble}`),
      description: say('save.flag.where'),
      isAutoDismiss: false,
    });
    return () => void flag.close();
  }, [trouble, say]);
};
