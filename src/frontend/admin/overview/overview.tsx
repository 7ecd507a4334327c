import type { ReactNode } from 'react';
import { Stack } from '@forge/react';
import { NeedsAttention } from './needs-attention';
import { ReachedNow } from './reached-now';

export const OverviewTab = (): ReactNode => (
  <Stack space="space.400">
    <NeedsAttention />
    <ReachedNow />
  </Stack>
);
