import FocusAreaIcon from '@atlaskit/icon/core/focus-area';
import Toggle from '@atlaskit/toggle';
import { useId } from 'react';
import { PATHS } from './paths';
import { useSite } from './site';
import type { PersonOnSite } from './site-state';
import { useTheme } from './theme';

const ROLES: Readonly<Record<PersonOnSite['role'], string>> = {
  admin: 'Jira admins',
  member: 'Members of the site',
  outsider: 'No members of the site',
};

/** Site name, who acts, and the theme. */
export const TopBar = () => {
  const { state, acting, actAs } = useSite();
  const { colorMode, choose } = useTheme();
  const actingId = useId();
  const themeId = useId();
  const roles = Object.entries(ROLES).filter(([role]) => state.people.some((person) => person.role === role));
  return (
    <header className="top-bar">
      <a className="site-name" href={PATHS.start}>
        <FocusAreaIcon label="" />
        Aperture local site
      </a>
      <span className="stand-in-mark">Stands in for Atlassian; looks and errors may differ</span>
      <div className="top-bar-controls">
        <label htmlFor={actingId}>Acting as</label>
        <select id={actingId} className="acting" value={acting.accountId} onChange={(event) => actAs(event.currentTarget.value)}>
          {roles.map(([role, title]) => (
            <optgroup key={role} label={title}>
              {state.people
                .filter((person) => person.role === role)
                .map((person) => (
                  <option key={person.accountId} value={person.accountId}>
                    {person.name} ({role})
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
        <label htmlFor={themeId}>Dark theme</label>
        <Toggle id={themeId} isChecked={colorMode === 'dark'} onChange={() => choose(colorMode === 'dark' ? 'light' : 'dark')} />
      </div>
    </header>
  );
};
