import CheckIcon from '@atlaskit/icon/core/status-success';
import CircleIcon from '@atlaskit/icon/core/radio-unchecked';
import Heading from '@atlaskit/heading';
import { Text } from '@atlaskit/primitives/compiled';
import type { ReactNode } from 'react';

interface Given {
  readonly title: string;
  readonly isDone: boolean;
  /** How things are now, in a few words. */
  readonly now: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One line of the checklist. Its state is said in words beside the icon. */
export const Step = ({ title, isDone, now, action, children }: Given) => (
  <li className="step" data-step-done={isDone}>
    {isDone ? <CheckIcon label="Done" color="var(--ds-icon-success)" /> : <CircleIcon label="To do" color="var(--ds-icon-subtle)" />}
    <div className="step-words">
      <Heading size="xsmall" as="h3">
        {title}
      </Heading>
      <Text as="p">{children}</Text>
      <Text as="p" size="small" color="color.text.subtle">
        {now}
      </Text>
    </div>
    {action}
  </li>
);
