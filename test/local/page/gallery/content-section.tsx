import {
  Badge,
  Bleed,
  Box,
  Breadcrumbs,
  BreadcrumbsItem,
  Button,
  ButtonGroup,
  Code,
  CodeBlock,
  Comment,
  Em,
  EmptyState,
  FileCard,
  Heading,
  Icon,
  Image,
  Inline,
  Link,
  LinkButton,
  List,
  ListItem,
  LoadingButton,
  Lozenge,
  Pagination,
  Pressable,
  ProgressBar,
  ProgressTracker,
  SectionMessage,
  SectionMessageAction,
  Spinner,
  Stack,
  Strike,
  Strong,
  Tag,
  TagGroup,
  Text,
  User,
  UserGroup,
  useProductContext,
  xcss,
} from '@forge/react';
import { showFlag } from '@forge/bridge';
import { useState } from 'react';

const card = xcss({
  borderColor: 'color.border',
  borderWidth: 'border.width',
  borderStyle: 'solid',
  borderRadius: 'radius.large',
  padding: 'space.200',
});
const equal = xcss({ width: '0px', flexGrow: '1' });
const pressable = xcss({ padding: 'space.050', ':hover': { backgroundColor: 'color.background.neutral.hovered' } });
const PIXEL = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const Words = () => (
  <Stack space="space.100">
    {(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const).map((as) => (
      <Heading key={as} as={as}>
        Heading {as}
      </Heading>
    ))}
    <Text>
      Plain, <Strong>strong</Strong>, <Em>em</Em>, <Strike>strike</Strike>, <Code>code()</Code>,{' '}
      <Link href="https://example.com">link</Link>
    </Text>
    <Text as="strong">Text as strong</Text>
    <Text as="strike">Text as strike</Text>
    <Text size="small" color="color.text.subtlest">
      Small and subtlest
    </Text>
    <List type="unordered">
      <ListItem>One</ListItem>
      <ListItem>Two</ListItem>
    </List>
    <List type="ordered">
      <ListItem>First</ListItem>
    </List>
    <CodeBlock language="json" text={'{ "serving": true }'} showLineNumbers />
    <Image src={PIXEL} alt="One pixel" width={24} height={24} />
  </Stack>
);

const Actions = () => {
  const [pressed, setPressed] = useState(0);
  const [page, setPage] = useState(1);
  return (
    <Stack space="space.150">
      <ButtonGroup label="Buttons">
        <Button appearance="primary" onClick={() => setPressed(pressed + 1)}>
          Press
        </Button>
        <Button iconBefore="add">Add</Button>
        <Button appearance="danger">Danger</Button>
        <Button appearance="subtle" isDisabled>
          Disabled
        </Button>
        <LoadingButton isLoading>Loading</LoadingButton>
        <LinkButton href="/">Start here</LinkButton>
        <Button
          onClick={() => showFlag({ id: 'hello', title: 'A flag', type: 'success', description: 'Shown by the app', isAutoDismiss: true })}
        >
          Show a flag
        </Button>
      </ButtonGroup>
      <Text>Pressed {pressed} times</Text>
      <Breadcrumbs>
        <BreadcrumbsItem text="Aperture" href="/" />
        <BreadcrumbsItem text="Audiences" href="/" />
        <BreadcrumbsItem text="Partner X" />
      </Breadcrumbs>
      <Pagination pages={[1, 2, 3, 4]} selectedIndex={page - 1} onChange={(_event, chosen) => setPage(Number(chosen))} />
      <Text>Page {page}</Text>
      <Pressable xcss={pressable} onClick={() => setPressed(0)}>
        <Inline alignBlock="center" space="space.050">
          <Icon glyph="chevron-right" label="Reset" />
          <Text>Reset the count</Text>
        </Inline>
      </Pressable>
    </Stack>
  );
};

const Status = () => (
  <Stack space="space.150">
    <Inline space="space.100" alignBlock="center">
      <Badge appearance="primary">{25}</Badge>
      <Lozenge appearance="success">Open</Lozenge>
      <Lozenge appearance="moved" isBold>
        Ends soon
      </Lozenge>
      <Spinner size="small" label="Working" />
      <Icon glyph="status-success" label="Well" color="color.icon.success" />
      <Icon glyph="globe" label="Any member" color="color.icon.warning" />
      <Icon glyph="lock-locked" label="Key" size="small" />
      <Icon glyph="eye-open-strikethrough" label="Hidden" color="color.icon.subtle" />
    </Inline>
    <TagGroup>
      <Tag text="Order tracking" />
      <Tag text="Northern region" color="purple" isRemovable removeButtonLabel="Remove" />
      <Tag text="Linked" href="/" elemBefore={<Icon glyph="link" label="" size="small" />} />
    </TagGroup>
    <ProgressBar value={0.4} ariaLabel="Forty per cent" />
    <ProgressTracker
      items={[
        { id: 'draft', label: 'Draft', percentageComplete: 100, status: 'visited' },
        { id: 'review', label: 'Review', percentageComplete: 0, status: 'current' },
        { id: 'live', label: 'Live', percentageComplete: 0, status: 'unvisited' },
      ]}
    />
    {(['information', 'warning', 'error', 'success', 'discovery'] as const).map((appearance) => (
      <SectionMessage
        key={appearance}
        appearance={appearance}
        title={`Section message: ${appearance}`}
        actions={[
          <SectionMessageAction key="why" href="/">
            See why
          </SectionMessageAction>,
        ]}
      >
        <Text>With an action in a prop.</Text>
      </SectionMessage>
    ))}
    <EmptyState
      header="Nothing is open"
      description="No audience reaches anything."
      primaryAction={<Button appearance="primary">Open an audience</Button>}
      tertiaryAction={<Link href="/">What is an audience?</Link>}
    />
  </Stack>
);

const People = () => {
  const context = useProductContext();
  const accountId = context?.accountId ?? '';
  return (
    <Stack space="space.150">
      {accountId !== '' && <User accountId={accountId} />}
      {accountId !== '' && (
        <UserGroup>
          <User accountId={accountId} />
          <User accountId="nobody" hideDisplayName />
        </UserGroup>
      )}
      <Comment
        avatar={<Icon glyph="person" label="" />}
        author={{ text: 'Mira Holm' }}
        time={{ text: '10:42' }}
        actions={[{ text: 'Reply' }]}
        content={<Text>Saved to the draft.</Text>}
      />
      <FileCard fileName="areas.csv" fileType="text/csv" fileSize={2048} onDownload={() => new Blob(['id,name'], { type: 'text/csv' })} />
    </Stack>
  );
};

/** Text, actions, status and people. */
export const ContentSection = () => (
  <Stack space="space.300">
    <Inline space="space.200">
      <Box xcss={equal}>
        <Box xcss={card}>
          <Words />
        </Box>
      </Box>
      <Box xcss={equal}>
        <Box xcss={card} backgroundColor="color.background.accent.purple.subtlest">
          <Bleed all="space.100">
            <Text>Bled by space.100</Text>
          </Bleed>
          <People />
        </Box>
      </Box>
    </Inline>
    <Actions />
    <Status />
  </Stack>
);
