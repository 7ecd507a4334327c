import { Box, Icon, Link, SectionMessage, Stack, Text, Tile } from '@forge/react';
import { createElement } from 'react';

const Action = () => <Text>An action</Text>;

/** Uses that would not work on Forge or that the local site does not draw: each must show, and be found by its mark. */
export const Refused = () => (
  <Stack space="space.100">
    <Tile label="Tile" />
    {createElement('Box', { xcss: { display: 'flex' } }, createElement('String', { text: 'A flex box' }))}
    {createElement('Icon', { glyph: 'trash', label: 'Delete' })}
    {createElement('Link', { href: 'javascript:alert(1)' }, 'A script')}
    {createElement('Button', { onHover: () => undefined }, 'A prop of nobody')}
    {createElement('Accordion', {}, 'A component of nobody')}
    <SectionMessage title="A function component in a prop" actions={[<Action key="action" />]}>
      <Text>Refused</Text>
    </SectionMessage>
    <Box>
      <Icon glyph="add" label="This one is well" />
      <Link href="/">And this one</Link>
    </Box>
  </Stack>
);
