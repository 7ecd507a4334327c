import {
  Box,
  Button,
  ButtonGroup,
  Label,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  Popup,
  Select,
  Stack,
  Text,
  Tooltip,
} from '@forge/react';
import { useState } from 'react';

const OPTIONS = Array.from({ length: 12 }, (_, index) => ({ label: `Focus area ${index + 1}`, value: String(index) }));

/** Modals, popups and tooltips. */
export const OverlaysSection = () => {
  const [open, setOpen] = useState<'modal' | 'titled' | 'popup' | undefined>();
  const close = () => setOpen(undefined);
  return (
    <Stack space="space.200">
      <ButtonGroup>
        <Button onClick={() => setOpen('modal')}>Open modal</Button>
        <Button onClick={() => setOpen('titled')}>Open modal with a title</Button>
      </ButtonGroup>
      <Tooltip content="A tip">
        <Button>Hover me</Button>
      </Tooltip>
      <Popup
        isOpen={open === 'popup'}
        onClose={close}
        placement="bottom-start"
        content={() => (
          <Box padding="space.100">
            <Text>In the popup</Text>
          </Box>
        )}
        trigger={() => <Button onClick={() => setOpen(open === 'popup' ? undefined : 'popup')}>Open popup</Button>}
      />
      <ModalTransition>
        {open === 'modal' && (
          <Modal onClose={close}>
            <ModalHeader>
              <ModalTitle>Publish revision 15</ModalTitle>
            </ModalHeader>
            <ModalBody>
              <Stack space="space.100">
                <Text>Callers get it at once.</Text>
                <Label labelFor="in-modal">Start at</Label>
                <Select inputId="in-modal" options={OPTIONS} />
              </Stack>
            </ModalBody>
            <ModalFooter>
              <Button appearance="subtle" onClick={close}>
                Cancel
              </Button>
              <Button appearance="primary" onClick={close}>
                Publish
              </Button>
            </ModalFooter>
          </Modal>
        )}
        {open === 'titled' && (
          <Modal onClose={close} title="A title of its own" width="small">
            <ModalBody>
              <Text>With the header that UI Kit draws.</Text>
            </ModalBody>
          </Modal>
        )}
      </ModalTransition>
    </Stack>
  );
};
