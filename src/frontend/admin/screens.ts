import { FACES } from './audience/audiences';
import type { AudienceFace } from './audience/audiences';

export const TABS = ['overview', 'connection', 'hierarchy', 'integration'] as const;
export type Tab = (typeof TABS)[number];

/** What the admin page can show. */
type Screen =
  { readonly at: 'home'; readonly tab: Tab } | { readonly at: 'audience'; readonly face: AudienceFace } | { readonly at: 'review' };

const TAB_PATHS: Readonly<Record<Tab, string>> = {
  overview: '/',
  connection: '/connection',
  hierarchy: '/hierarchy',
  integration: '/integration',
};

export const REVIEW_PATH = '/review';

export const tabPath = (tab: Tab): string => TAB_PATHS[tab];

export const audiencePath = (face: Pick<AudienceFace, 'slug'>): string => `/audiences/${face.slug}`;

/** The screen of a path; an unknown path shows the overview. */
export const screenOf = (path: string): Screen => {
  if (path === REVIEW_PATH) return { at: 'review' };
  const face = FACES.find((one) => audiencePath(one) === path);
  if (face) return { at: 'audience', face };
  return { at: 'home', tab: TABS.find((tab) => TAB_PATHS[tab] === path) ?? 'overview' };
};
