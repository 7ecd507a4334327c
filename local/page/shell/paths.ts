/** The shell's own pages. */
export const PATHS = {
  start: '/',
  connectedApps: '/admin/connected-apps',
  console: '/developer/console',
} as const;
