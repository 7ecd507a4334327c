import { isAudienceKey } from '../exposure/catalogue/audiences';
import { RESOURCE_NAMES } from '../exposure/catalogue/catalogue';
import type { Problem, ResourceName } from '../exposure/policy/policy';
import type { MessageKey, Messages } from './messages';
import { audienceName, fieldLabel, problemWords, resourceLabel } from './sentences';

/** What the members of a part and of a grant are called on the page. */
const MEMBERS: Readonly<Record<string, MessageKey>> = {
  fields: 'fields.title',
  observed: 'fields.observed',
  records: 'records.title',
  actions: 'actions.title',
  placeAge: 'placeAge.label',
  pageSize: 'pageSize.label',
  expiresAt: 'end.label',
};

const UNESCAPED: Readonly<Record<string, string>> = { '~0': '~', '~1': '/' };

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~[01]/g, (escaped) => UNESCAPED[escaped] ?? escaped));

const memberWord = ({ say }: Messages, member: string): string => {
  const key = Object.hasOwn(MEMBERS, member) ? MEMBERS[member] : undefined;
  return key ? say(key) : member;
};

const resourceNamed = (name: string | undefined): ResourceName | undefined => RESOURCE_NAMES.find((one) => one === name);

/** Steps below a grant: the member, and what of it. */
const inGrant = (messages: Messages, resource: ResourceName, [member, ...rest]: readonly string[]): readonly string[] => {
  if (member === undefined) return [];
  const word = memberWord(messages, member);
  const [first, second] = rest;
  if ((member === 'fields' || member === 'observed') && first !== undefined) return [word, fieldLabel(messages, resource, first)];
  if (member !== 'records' || first === undefined) return [word];
  if (first === 'under') return [word, messages.say('place.subtrees')];
  return second === undefined ? [word] : [word, messages.say('place.condition', { number: Number(second) + 1 })];
};

/**
 * The place of a problem with a policy as the page names it, such as "Focus areas › Fields › Owner", out of a JSON Pointer. A place
 * that is no audience's stays a pointer: it is a program's, not a person's.
 */
const placeOfProblem = (messages: Messages, pointer: string): string => {
  const [, key, member, ...rest] = stepsOf(pointer.replace(/^\/(policy|draft)(?=\/audiences\/)/, ''));
  if (!/^(\/(policy|draft))?\/audiences\//.test(pointer) || key === undefined || !isAudienceKey(key)) return pointer;
  const [named, ...below] = rest;
  const resource = member === 'grants' ? resourceNamed(named) : undefined;
  const words = resource
    ? [resourceLabel(messages, resource), ...inGrant(messages, resource, below)]
    : member === undefined
      ? []
      : [memberWord(messages, member), ...rest];
  return [audienceName(messages, key), ...words].join(' › ');
};

/** One thing wrong with an input, with its place. */
export const problemSentence = (messages: Messages, problem: Problem): string => {
  const says = problemWords(messages, problem);
  return problem.path === '' ? says : messages.say('problem.at', { path: placeOfProblem(messages, problem.path), says });
};
