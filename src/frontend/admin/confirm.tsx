import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, LoadingButton, Modal, ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition, Stack } from '@forge/react';
import type { Failure } from '../answers';
import { useMessages } from '../messages';
import { RefusalMessage } from '../refusal-message';

interface Asks {
  readonly title: string;
  /** Verb and object, as on the button that opened this. */
  readonly confirm: string;
  readonly appearance: 'primary' | 'danger' | 'warning';
  readonly children: ReactNode;
  /** Gives the failure to show, or null when it is done. */
  readonly onConfirm: () => Promise<Failure | null>;
  readonly onClose: () => void;
}

/** Names what will happen and asks; stays open and says why when it could not be done. */
export const Confirm = ({ title, confirm, appearance, children, onConfirm, onClose }: Asks): ReactNode => {
  const { say } = useMessages();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (): Promise<void> => {
    setBusy(true);
    const failed = await onConfirm();
    setBusy(false);
    setFailure(failed);
    if (!failed) onClose();
  };
  return (
    <ModalTransition>
      <Modal onClose={onClose}>
        <ModalHeader>
          <ModalTitle>{title}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Stack space="space.200">
            {failure && <RefusalMessage failure={failure} />}
            {children}
          </Stack>
        </ModalBody>
        <ModalFooter>
          <Button appearance="subtle" onClick={onClose}>
            {say('action.cancel')}
          </Button>
          <LoadingButton appearance={appearance} isLoading={busy} onClick={() => void run()}>
            {confirm}
          </LoadingButton>
        </ModalFooter>
      </Modal>
    </ModalTransition>
  );
};
