import Button from '@atlaskit/button/new';
import ProgressBar from '@atlaskit/progress-bar';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import { callable } from '../../forge-doc/callable';
import type { Drawing } from '../drawn';
import { textProp } from '../drawn';

const saveAs = (blob: Blob, name: string): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

/** A Blob of the frame is no instance of this page's Blob. */
const isBlob = (value: unknown): value is Blob => Object.prototype.toString.call(value) === '[object Blob]';

const sizeInWords = (bytes: unknown): string => (typeof bytes === 'number' ? `${Math.max(1, Math.round(bytes / 1024))} KB` : '');

/** The real host saves what `onDownload` returns under the file's name. */
export const FileCardDrawing: Drawing = ({ node, props }) => {
  const [failed, setFailed] = useState(false);
  const name = textProp(props, 'fileName') ?? '';
  const download = async (): Promise<void> => {
    setFailed(false);
    try {
      const given = await callable(node.props['onDownload'])?.();
      if (isBlob(given)) saveAs(given, name);
    } catch {
      setFailed(true);
    }
  };
  const error = textProp(props, 'error') ?? (failed ? 'The download failed' : undefined);
  return (
    <div className="file-card" data-testid={textProp(props, 'testId')}>
      <Stack space="space.050">
        <Text weight="medium">{name}</Text>
        <Text size="small" color="color.text.subtle">
          {[textProp(props, 'fileType'), sizeInWords(props['fileSize'])].filter(Boolean).join(', ')}
        </Text>
        {props['isUploading'] === true && <ProgressBar ariaLabel={`Upload of ${name}`} value={Number(props['uploadProgress'] ?? 0)} />}
        {error !== undefined && <Text color="color.text.danger">{error}</Text>}
      </Stack>
      <Inline space="space.100">
        {node.props['onDownload'] !== undefined && (
          <Button spacing="compact" onClick={() => void download()}>
            Download
          </Button>
        )}
        {typeof props['onDelete'] === 'function' && (
          <Button spacing="compact" appearance="subtle" onClick={() => void callable(props['onDelete'])?.()}>
            Delete
          </Button>
        )}
      </Inline>
    </div>
  );
};
