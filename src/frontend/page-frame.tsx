import { Component, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Box, I18nProvider, Inline, SectionMessage, Spinner, Text, useProductContext, useTranslation } from '@forge/react';
import { MessagesProvider, useMessages } from './messages';

const PATIENCE_MS = 15_000;

/** The only texts that are not in locales/: they are for when those could not be loaded. */
const WITHOUT_TEXTS = {
  loading: 'Loading',
  title: 'This page could not be loaded',
  body: 'Its texts did not arrive. Check your connection and reload the page. Nothing was changed.',
} as const;

const Loading = (): ReactNode => {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (late) {
    return (
      <SectionMessage appearance="error" title={WITHOUT_TEXTS.title}>
        <Text>{WITHOUT_TEXTS.body}</Text>
      </SectionMessage>
    );
  }
  return (
    <Box padding="space.400">
      <Inline alignInline="center">
        <Spinner size="large" label={WITHOUT_TEXTS.loading} />
      </Inline>
    </Box>
  );
};

const Broken = (): ReactNode => {
  const { say } = useMessages();
  return (
    <SectionMessage appearance="error" title={say('page.broken.title')}>
      <Text>{say('page.broken.body')}</Text>
    </SectionMessage>
  );
};

/** Without it an error while drawing leaves an empty page and no word. */
class Guard extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }
  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

const WithTexts = ({ children }: { children: ReactNode }): ReactNode => {
  const { ready } = useTranslation();
  const context = useProductContext();
  if (!ready || !context) return <Loading />;
  return (
    <MessagesProvider timezone={context.timezone}>
      <Guard>{children}</Guard>
    </MessagesProvider>
  );
};

/** What every page stands in: texts, the reader's locale and time zone, and a plain word when drawing fails. */
export const PageFrame = ({ children }: { children: ReactNode }): ReactNode => (
  <I18nProvider>
    <WithTexts>{children}</WithTexts>
  </I18nProvider>
);
