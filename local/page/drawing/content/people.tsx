import Avatar from '@atlaskit/avatar';
import Comment, { CommentAction, CommentAuthor, CommentEdited, CommentTime } from '@atlaskit/comment';
import { Inline, Text } from '@atlaskit/primitives/compiled';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { handlerOf } from '../../forge-doc/event-arguments';
import { isRecord, wrapped } from '../../forge-doc/forge-node';
import type { Drawing } from '../drawn';
import { loose, slot, textProp } from '../drawn';
import type { JiraUser } from '../drawing-context';
import { useProduct } from '../drawing-context';

const LooseComment = loose(Comment);

const UserDrawing: Drawing = ({ props }) => {
  const product = useProduct();
  const accountId = textProp(props, 'accountId') ?? '';
  const [user, setUser] = useState<JiraUser | null>();
  useEffect(() => {
    let wanted = true;
    product.user(accountId).then(
      (found) => wanted && setUser(found),
      () => wanted && setUser(null),
    );
    return () => {
      wanted = false;
    };
  }, [product, accountId]);
  const name = user === undefined ? 'Loading user' : (user?.displayName ?? 'Unknown user');
  return (
    <Inline as="span" space="space.075" alignBlock="center">
      {/* Invented people have no pictures, and those of Jira lie on a host that this page may not ask. */}
      <Avatar size="small" name={name} />
      {props['hideDisplayName'] !== true && <Text>{name}</Text>}
    </Inline>
  );
};

type Part = typeof CommentAuthor | typeof CommentTime | typeof CommentAction;

/** Comment's author, time and actions are `{text, onClick}`. */
const partOf = (Component: Part, value: unknown, key: string): ReactNode => {
  if (!isRecord(value)) return undefined;
  const LoosePart = loose(Component);
  const onClick = handlerOf(value, 'onClick', 'event');
  return (
    <LoosePart key={key} {...(onClick === undefined ? {} : { onClick })}>
      {textProp(value, 'text')}
    </LoosePart>
  );
};
const partsOf = (value: unknown, name: string): ReactNode =>
  Array.isArray(value) ? value.map((action: unknown, index) => partOf(CommentAction, action, `${name}${index}`)) : undefined;

const CommentDrawing: Drawing = ({ node, props, elements, draw, children }) => {
  const nested = node.children.filter((child) => child.type !== 'ContentWrapper');
  const given: Record<string, unknown> = {
    ...props,
    avatar: draw(wrapped(node, 'avatar')),
    content: draw(wrapped(node, 'content')),
    author: partOf(CommentAuthor, node.props['author'], 'author'),
    time: partOf(CommentTime, node.props['time'], 'time'),
    actions: partsOf(node.props['actions'], 'action'),
    errorActions: partsOf(node.props['errorActions'], 'errorAction'),
    restrictedTo: slot({ elements, draw }, 'restrictedTo'),
    afterContent: slot({ elements, draw }, 'afterContent'),
  };
  const edited = textProp(props, 'edited');
  if (edited !== undefined) given['edited'] = <CommentEdited>{edited}</CommentEdited>;
  return <LooseComment {...given}>{children !== undefined && nested.length > 0 ? draw(nested) : undefined}</LooseComment>;
};

export const PEOPLE_DRAWINGS = {
  User: UserDrawing,
  UserGroup: ({ children }) => (
    <Inline space="space.100" shouldWrap>
      {children}
    </Inline>
  ),
  Comment: CommentDrawing,
} as const satisfies Record<string, Drawing>;
