import type { ReactNode } from 'react';
import { ErrorMessage } from '@forge/react';
import type { Problem } from '../../../exposure/policy/policy';
import { useMessages } from '../../messages';
import { problemWords } from '../../sentences';

/** What is wrong with what was typed just above: each thing once, without a place, for this is the place. */
export const ProblemsHere = ({ problems }: { problems: readonly Problem[] }): ReactNode => {
  const messages = useMessages();
  const sentences = problems.map((problem) => problemWords(messages, problem));
  return [...new Set(sentences)].map((sentence) => <ErrorMessage key={sentence}>{sentence}</ErrorMessage>);
};
