import ModalDialog, { CloseButton, ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import Popup from '@atlaskit/popup';
import Tooltip from '@atlaskit/tooltip';
import type { TriggerProps } from '@atlaskit/popup';
import { callable, inWords } from '../../forge-doc/callable';
import { wrapped } from '../../forge-doc/forge-node';
import type { Drawing } from '../drawn';
import { loose, slot, textProp, without } from '../drawn';
import { NotModelled } from '../not-modelled';
import { InModal } from '../fields/in-modal';
import { passThrough } from '../pass-through';

const LooseModal = loose(ModalDialog);
const LoosePopup = loose(Popup);
const LooseTooltip = loose(Tooltip);

const ModalDrawing: Drawing = ({ props, children }) => {
  const unknown = ['width', 'height'].filter((name) => props[name] === 'fullscreen' || props[name] === 'resizable');
  if (unknown.length > 0) {
    return (
      <NotModelled
        name="Modal"
        problems={unknown.map((name) => `Modal: the ${name} ${inWords(props[name])} is Forge's own and has no drawing`)}
      />
    );
  }
  const title = textProp(props, 'title');
  const close = callable(props['onClose']);
  // UI Kit's Modal draws a header of its own when it is given a title.
  return (
    <LooseModal {...without(props, 'title', 'autoFocus')}>
      {title !== undefined && (
        <ModalHeader hasCloseButton={false}>
          <ModalTitle>{title}</ModalTitle>
          {close !== undefined && <CloseButton onClick={(event) => void close(event)} />}
        </ModalHeader>
      )}
      <InModal.Provider value={true}>{children}</InModal.Provider>
    </LooseModal>
  );
};

/** UI Kit draws content and trigger without arguments, so the trigger's attributes go to an element of the site's own. */
const PopupDrawing: Drawing = ({ node, props, draw }) => (
  <LoosePopup
    {...props}
    content={() => <div className="popup-content">{draw(wrapped(node, 'content'))}</div>}
    trigger={({ ref, ...trigger }: TriggerProps) => (
      <span ref={ref} {...trigger}>
        {draw(wrapped(node, 'trigger'))}
      </span>
    )}
  />
);

const TooltipDrawing: Drawing = ({ props, elements, draw, children }) => (
  <LooseTooltip {...props} content={slot({ elements, draw }, 'content')}>
    <span>{children}</span>
  </LooseTooltip>
);

export const OVERLAYS = {
  ModalTransition: passThrough(ModalTransition),
  Modal: ModalDrawing,
  ModalHeader: passThrough(ModalHeader),
  ModalTitle: passThrough(ModalTitle),
  ModalBody: passThrough(ModalBody),
  ModalFooter: passThrough(ModalFooter),
  Popup: PopupDrawing,
  Tooltip: TooltipDrawing,
} as const satisfies Record<string, Drawing>;
