import Button from '@atlaskit/button/new';
import CopyIcon from '@atlaskit/icon/core/copy';
import { useState } from 'react';

/** Copies a text, and says so where the button stands. */
export const CopyButton = ({ text, what }: { readonly text: string; readonly what: string }) => {
  const [said, setSaid] = useState<string>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      setSaid('Select and copy by hand: this browser refused');
    }
  };
  return (
    <span>
      <Button spacing="compact" iconBefore={CopyIcon} onClick={() => void copy()} aria-label={`Copy ${what}`}>
        {said ?? 'Copy'}
      </Button>
      <span role="status" className="unseen">
        {said === undefined ? '' : `${what}: ${said}`}
      </span>
    </span>
  );
};
