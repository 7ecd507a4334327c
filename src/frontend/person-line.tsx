import type { ReactNode } from 'react';
import { Inline, Text, User } from '@forge/react';
import type { Person } from '../resolvers/contract';

/** A sentence whose subject is a person: Jira draws the name, the text goes on from there. */
export const PersonLine = ({ person, children }: { person: Person; children: ReactNode }): ReactNode => (
  <Inline space="space.075" alignBlock="center" shouldWrap>
    <User accountId={person.accountId} />
    <Text color="color.text.subtle">{children}</Text>
  </Inline>
);
