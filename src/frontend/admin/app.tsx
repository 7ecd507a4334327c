import type { ReactNode } from 'react';
import { PageFrame } from '../page-frame';
import { AdminPage } from './admin-page';

/** The admin page, apart from its entry so that a test can draw it. */
export const App = (): ReactNode => (
  <PageFrame>
    <AdminPage />
  </PageFrame>
);
