import Flag, { AutoDismissFlag, FlagGroup } from '@atlaskit/flag';
import ErrorIcon from '@atlaskit/icon/core/status-error';
import InformationIcon from '@atlaskit/icon/core/status-information';
import SuccessIcon from '@atlaskit/icon/core/status-success';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import type { FlagShown } from '../bridge/bridge-host';

const ICONS = {
  info: <InformationIcon label="Information" color="var(--ds-icon-information)" />,
  success: <SuccessIcon label="Success" color="var(--ds-icon-success)" />,
  warning: <WarningIcon label="Warning" color="var(--ds-icon-warning)" />,
  error: <ErrorIcon label="Error" color="var(--ds-icon-danger)" />,
} as const;

interface Given {
  readonly flags: readonly FlagShown[];
  readonly dismiss: (id: string | number) => void;
}

/** The flags that the app shows. One with `isAutoDismiss` goes after eight seconds. */
export const AppFlags = ({ flags, dismiss }: Given) => (
  <FlagGroup onDismissed={(id) => dismiss(id)}>
    {flags.map((flag) => {
      const Shown = flag.isAutoDismiss ? AutoDismissFlag : Flag;
      return (
        <Shown
          key={flag.id}
          id={flag.id}
          title={flag.title}
          description={flag.description}
          // A bold flag gets its icon's colour from Atlaskit.
          icon={flag.appearance === undefined ? ICONS[flag.type] : undefined}
          appearance={flag.appearance ?? 'normal'}
          actions={flag.actions.map(({ text, onClick }) => ({ content: text, onClick: () => onClick() }))}
        />
      );
    })}
  </FlagGroup>
);
