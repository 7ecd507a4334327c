import type { ReactNode } from 'react';
import { audienceOf, isAudienceKey, isViewKey } from '../exposure/catalogue/audiences';
import { CATALOGUE } from '../exposure/catalogue/catalogue';
import type { Field } from '../exposure/catalogue/field';
import type { ActionName, AudienceKey, Problem, ResourceName } from '../exposure/policy/policy';
import { CHANGE_CODES, FINDING_CODES, PROBLEM_CODES, STATEMENT_CODES } from '../exposure/words/word-codes';
import type { Statement } from '../exposure/words/words';
import { useMessages } from './messages';
import type { MessageKey, Messages, Values } from './messages';

/** The name of a focus area, or of a Jira group where one is asked for; the id where the name is not known. */
export type NameOf = (id: string, kind?: 'group') => string;

type Params = Statement['params'];
type Param = Params[string];

/** A code from the wire may be newer than this page; only those of our own table have a sentence. */
const known = <Code extends string>(table: Readonly<Record<Code, unknown>>, code: string): code is Code => Object.hasOwn(table, code);

const ACTION_NAMES: Readonly<Record<ActionName, MessageKey>> = {
  list: 'actionName.list',
  get: 'actionName.get',
  create: 'actionName.create',
  update: 'actionName.update',
  bulk: 'actionName.bulk',
  delete: 'actionName.delete',
  summary: 'actionName.summary',
};

/** What storage and the resolvers find wrong beside what a policy can be. */
export const STORED_PROBLEM_CODES = {
  unreadable: [],
  digest_mismatch: [],
  other_site: [],
  too_large: ['max'],
  too_long: ['max'],
  empty: [],
  unusable_characters: [],
  unknown_call: [],
  personal_values: ['field'],
} as const;

const PROBLEMS = { ...PROBLEM_CODES, ...STORED_PROBLEM_CODES };

/** The catalogue holds keys as plain strings; a test ties each of them to the texts. */
const keyOf = (key: string): MessageKey => key as MessageKey;

/** The label of a leaf path; a path that the catalogue doesn't hold stands for itself. */
export const fieldLabel = ({ say }: Messages, resource: ResourceName, name: string): string => {
  const field = CATALOGUE[resource].fields.find((one) => one.name === name);
  return field ? say(keyOf(field.label)) : name;
};

/** What an admin reads beside the label of a field. */
export const fieldDescription = ({ say }: Messages, resource: ResourceName, name: string): string => {
  const field = CATALOGUE[resource].fields.find((one) => one.name === name);
  return say(field ? keyOf(field.description) : 'fields.observed.description');
};

/** What an audience is called: a view by the name in its address. */
export const audienceName = ({ say }: Pick<Messages, 'say'>, key: AudienceKey): string => {
  if (isViewKey(key)) return say('audience.view.called', { view: key.slice('view:'.length) });
  const audience = audienceOf(key);
  return audience ? say(keyOf(audience.label)) : key;
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

interface Speaker {
  readonly messages: Messages;
  readonly nameOf: NameOf;
  readonly resource: ResourceName;
  /** The field that a condition asks about, where the catalogue has it. */
  readonly field: Field | undefined;
  /** Numbers are minutes. */
  readonly tellsTime: boolean;
}

const FLAG_WORDS: Readonly<Record<string, MessageKey>> = { true: 'value.true', false: 'value.false' };

/** `true` and `false` as yes and no; any other text as it is. */
export const flagWord = ({ say }: Pick<Messages, 'say'>, value: string): string => {
  const word = Object.hasOwn(FLAG_WORDS, value) ? FLAG_WORDS[value] : undefined;
  return word ? say(word) : value;
};

/** What a condition compares with, as a person reads it. */
const comparedWord = ({ messages, nameOf, field }: Speaker, value: string): string => {
  if (field?.refersTo === 'focusArea') return nameOf(value);
  if (field?.shape === 'flag') return flagWord(messages, value);
  if (field?.shape !== 'date') return value;
  return INSTANT.test(value) ? messages.ends(value) : messages.day(value);
};

const LISTED: Readonly<Record<string, (speaker: Speaker, value: string) => string>> = {
  fields: ({ messages, resource }, value) => fieldLabel(messages, resource, value),
  roots: ({ nameOf }, value) => nameOf(value),
  groups: ({ nameOf }, value) => nameOf(value, 'group'),
  actions: ({ messages }, value) => (known(ACTION_NAMES, value) ? messages.say(ACTION_NAMES[value]) : value),
  values: comparedWord,
  audiences: ({ messages }, value) => (isAudienceKey(value) ? audienceName(messages, value) : value),
};

/** What records of a resource are called, several of them. */
export const resourceLabel = (messages: Messages, resource: string): string =>
  known(CATALOGUE, resource) ? messages.say(keyOf(CATALOGUE[resource].label)) : resource;

/** Parameters of one word that have a label; `mask` and `operator` are chosen by in the sentence itself. */
const NAMED: Readonly<Record<string, (speaker: Speaker, value: string) => string>> = {
  resource: ({ messages }, value) => resourceLabel(messages, value),
  target: ({ messages }, value) => resourceLabel(messages, value),
  field: ({ messages, resource }, value) => fieldLabel(messages, resource, value),
};

const listOf = (speaker: Speaker, name: string, values: readonly string[]): string => {
  const word = LISTED[name];
  const words = word ? values.map((value) => word(speaker, value)) : values;
  return name === 'values' ? speaker.messages.anyOf(words) : speaker.messages.list(words);
};

const valueOf = (speaker: Speaker, name: string, value: Param): string | number | boolean => {
  if (typeof value === 'object') return listOf(speaker, name, value);
  if (typeof value === 'number' && speaker.tellsTime) return speaker.messages.lasts(value);
  if (typeof value !== 'string') return value;
  const word = NAMED[name];
  if (word) return word(speaker, value);
  return INSTANT.test(value) ? speaker.messages.ends(value) : value;
};

const resourceOf = (params: Params): ResourceName => {
  const named = params['resource'];
  return typeof named === 'string' && known(CATALOGUE, named) ? named : 'focusArea';
};

const fieldNamed = (resource: ResourceName, name: unknown): Field | undefined =>
  CATALOGUE[resource].fields.find((one) => one.name === name);

const valuesOf = (messages: Messages, nameOf: NameOf, { code, params }: Statement): Values => {
  const resource = resourceOf(params);
  const speaker: Speaker = {
    messages,
    nameOf,
    resource,
    field: fieldNamed(resource, params['field']),
    tellsTime: code.startsWith('place_'),
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, valueOf(speaker, name, value)]));
};

/** One thing that is true of an audience, as a sentence. */
const statementSentence = (messages: Messages, nameOf: NameOf, one: Statement): ReactNode =>
  known(STATEMENT_CODES, one.code)
    ? messages.rich(`statement.${one.code}`, valuesOf(messages, nameOf, one))
    : messages.say('words.unknown', { code: one.code });

/** One difference between two policies, as a sentence. */
const changeSentence = (messages: Messages, nameOf: NameOf, one: Statement): ReactNode =>
  known(CHANGE_CODES, one.code)
    ? messages.rich(`change.${one.code}`, valuesOf(messages, nameOf, one))
    : messages.say('words.unknown', { code: one.code });

/** One thing that an admin should look at, as a sentence. */
const findingSentence = (messages: Messages, nameOf: NameOf, one: Statement): ReactNode =>
  known(FINDING_CODES, one.code)
    ? messages.rich(`finding.${one.code}`, valuesOf(messages, nameOf, one))
    : messages.say('words.unknown', { code: one.code });

/** One thing wrong with an input; where is said beside it. */
export const problemWords = (messages: Messages, { code, params }: Problem): string =>
  known(PROBLEMS, code)
    ? messages.say(
        `problem.${code}`,
        valuesOf(messages, (id) => id, { code, params }),
      )
    : messages.say('words.unknown', { code });

interface Sentences {
  readonly statement: (one: Statement) => ReactNode;
  readonly change: (one: Statement) => ReactNode;
  readonly finding: (one: Statement) => ReactNode;
}

/** Statements, changes and findings, bound to the reader. */
export const useSentences = (nameOf: NameOf): Sentences => {
  const messages = useMessages();
  return {
    statement: (one) => statementSentence(messages, nameOf, one),
    change: (one) => changeSentence(messages, nameOf, one),
    finding: (one) => findingSentence(messages, nameOf, one),
  };
};
