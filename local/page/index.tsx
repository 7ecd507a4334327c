import './first';
import '@atlaskit/css-reset';
import './page.css';
import { createRoot } from 'react-dom/client';
import { ProblemPanel } from './app-page/problem-panel';
import { openApertureDoor } from './bridge/frames';
import { Shell } from './shell/shell';
import { SiteProvider } from './shell/site';
import { ThemeProvider } from './shell/theme';

openApertureDoor();

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id root.');

// No StrictMode: Atlaskit's portals misbehave under it.
createRoot(root).render(
  <ThemeProvider>
    <SiteProvider broken={(sentence) => <ProblemPanel title="The local site can’t be shown" problems={[sentence]} />}>
      <Shell />
    </SiteProvider>
  </ThemeProvider>,
);
