import { Box, Heading, Stack, Tab, TabList, TabPanel, Tabs, Text } from '@forge/react';
import { ChartsSection } from './charts-section';
import { ContentSection } from './content-section';
import { FieldsSection } from './fields-section';
import { OverlaysSection } from './overlays-section';
import { RoutesSection } from './routes-section';
import { TablesSection } from './tables-section';

const SECTIONS = [
  ['Content', <ContentSection key="content" />],
  ['Fields', <FieldsSection key="fields" />],
  ['Tables', <TablesSection key="tables" />],
  ['Overlays', <OverlaysSection key="overlays" />],
  ['Charts', <ChartsSection key="charts" />],
  ['Routes', <RoutesSection key="routes" />],
] as const;

/** Every component of UI Kit that the local site draws, as an app would write it. */
export const Gallery = () => (
  <Stack space="space.200">
    <Heading size="large" as="h1">
      Gallery
    </Heading>
    <Text>Each component of UI Kit once, drawn by the local site.</Text>
    <Tabs id="gallery" shouldUnmountTabPanelOnChange>
      <TabList>
        {SECTIONS.map(([name]) => (
          <Tab key={name}>{name}</Tab>
        ))}
      </TabList>
      {SECTIONS.map(([name, section]) => (
        <TabPanel key={name}>
          <Box paddingBlock="space.200">{section}</Box>
        </TabPanel>
      ))}
    </Tabs>
  </Stack>
);
