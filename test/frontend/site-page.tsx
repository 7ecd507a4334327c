import './fake-bridge';
import type { ReactNode } from 'react';
import { openTestSite } from '../site';
import type { TestSite } from '../site';
import { openPage } from './open-page';
import type { Page } from './open-page';

export type { TestSite };

/** An answer that a test holds back or changes on its way from the real resolver. */
export type Intercept = (functionKey: string, payload: unknown, go: () => Promise<unknown>) => Promise<unknown>;

const straight: Intercept = (_functionKey, _payload, go) => go();

/** Opens one of the app's pages as a person of the site: page, real resolver, real @forge/kvs and the stand-ins behind it. */
export const openAs = (
  site: TestSite,
  accountId: string,
  module: 'admin' | 'summary',
  element: ReactNode,
  { intercept = straight, startPath }: { intercept?: Intercept; startPath?: string } = {},
): Promise<Page> =>
  openPage(element, {
    invoke: (functionKey, payload) =>
      intercept(functionKey, payload, async () => {
        const result = await site.asUser(accountId).invoke(module, functionKey, payload);
        if (!result.ok) throw new Error(result.error.message);
        return result.result;
      }),
    context: { accountId, moduleKey: module, cloudId: site.identity.cloudId },
    ...(startPath === undefined ? {} : { startPath }),
  });

export { openTestSite };
