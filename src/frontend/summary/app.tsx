import type { ReactNode } from 'react';
import { PageFrame } from '../page-frame';
import { SummaryPage } from './summary-page';

/** The summary page, apart from its entry so that a test can draw it. */
export const App = (): ReactNode => (
  <PageFrame>
    <SummaryPage />
  </PageFrame>
);
