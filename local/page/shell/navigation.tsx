import AppsIcon from '@atlaskit/icon/core/apps';
import CodeIcon from '@atlaskit/icon/core/angle-brackets';
import HomeIcon from '@atlaskit/icon/core/home';
import PlugIcon from '@atlaskit/icon/core/power-plug';
import SettingsIcon from '@atlaskit/icon/core/settings';
import type { ReactNode } from 'react';
import { PATHS } from './paths';
import { useSite } from './site';

interface Entry {
  readonly href: string;
  readonly label: string;
  readonly icon: ReactNode;
}

interface Group {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Where pages of a module type are found in Jira. */
const PLACES: Readonly<Record<string, { readonly title: string; readonly icon: ReactNode }>> = {
  'jira:adminPage': { title: 'Jira settings: apps', icon: <SettingsIcon label="" /> },
  'jira:globalPage': { title: 'Apps', icon: <AppsIcon label="" /> },
};

/** The left navigation: the shell's own pages and each page of the manifest, where Jira would have it. */
export const Navigation = ({ path }: { readonly path: string }) => {
  const { state } = useSite();
  const ofApp: readonly Group[] = Object.entries(PLACES).map(([type, { title, icon }]) => ({
    title,
    entries: state.modules.filter((module) => module.type === type).map((module) => ({ href: module.path, label: module.title, icon })),
  }));
  const groups: readonly Group[] = [
    { title: 'Local site', entries: [{ href: PATHS.start, label: 'Start here', icon: <HomeIcon label="" /> }] },
    ...ofApp,
    { title: 'Atlassian Administration', entries: [{ href: PATHS.connectedApps, label: 'Connected apps', icon: <PlugIcon label="" /> }] },
    { title: 'For developers', entries: [{ href: PATHS.console, label: 'Developer console', icon: <CodeIcon label="" /> }] },
  ];
  return (
    <nav className="navigation" aria-label="Pages of the local site">
      {groups
        .filter((group) => group.entries.length > 0)
        .map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div className="navigation-title" aria-hidden="true">
              {group.title}
            </div>
            {group.entries.map((entry) => (
              <a
                key={entry.href}
                className="navigation-link"
                href={entry.href}
                {...(path === entry.href || (entry.href !== PATHS.start && path.startsWith(`${entry.href}/`))
                  ? { 'aria-current': 'page' as const }
                  : {})}
              >
                {entry.icon}
                <span>{entry.label}</span>
              </a>
            ))}
          </div>
        ))}
    </nav>
  );
};
