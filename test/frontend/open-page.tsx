import { connectHost } from './fake-bridge';
import type { Flag, ForgeNode } from './fake-bridge';
import ForgeReconciler from '@forge/react';
import { act, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { SITE } from '../../local/site/identity';
import { everyNode, partsOf, wordsOf } from './read-tree';

const APP_ID = '7d1f3a52-0c64-4f0e-9a3b-5e8c2f6b9d10';

const CONTEXT = {
  accountId: 'someone',
  cloudId: SITE.cloudId,
  siteUrl: 'http://127.0.0.1:4010',
  localId: `ari:cloud:ecosystem::extension/${APP_ID}/${SITE.environmentId}/static/admin`,
  moduleKey: 'admin',
  environmentId: SITE.environmentId,
  environmentType: SITE.environmentType,
  locale: 'en-US',
  timezone: 'Europe/Stockholm',
  extension: { type: 'jira:adminPage', location: 'http://127.0.0.1:4010/' },
  theme: { colorMode: 'light' },
};

const PATIENCE_MS = 3_500;

export interface Page {
  /** Everything that is drawn now, in lines. */
  words(): string;
  /** Waits until these words are drawn; prints the page when they don't come. */
  see(...texts: readonly string[]): Promise<void>;
  /** Waits until these words are gone. */
  seeNoMore(text: string): Promise<void>;
  /** Clicks the button with exactly this text; inside the open modal if there is one. */
  press(text: string): Promise<void>;
  /** Turns the switch or ticks the box with this label. */
  turn(label: string): Promise<void>;
  isOn(label: string): boolean;
  isEnabled(button: string): boolean;
  choose(radioLabel: string): Promise<void>;
  fill(label: string, value: string): Promise<void>;
  valueOf(label: string): unknown;
  /** What a select offers, in its order. */
  optionsOf(label: string): readonly string[];
  /** Takes an option of a select by its words. */
  pick(label: string, option: string): Promise<void>;
  /** Types into a select without taking an option. */
  search(label: string, text: string): Promise<void>;
  /** Goes on from a field. */
  leave(label: string): Promise<void>;
  openTab(name: string): Promise<void>;
  /** The browser's own Back. */
  goBack(): Promise<void>;
  readonly flags: readonly Flag[];
  nodes(type: string): readonly ForgeNode[];
  close(): Promise<void>;
}

interface Opens {
  readonly invoke: (functionKey: string, payload: unknown) => Promise<unknown>;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly startPath?: string;
}

interface Location {
  readonly pathname: string;
}

const openHistory = (start: string) => {
  const listeners = new Set<(location: Location, action: string) => void>();
  const trail: Location[] = [{ pathname: start }];
  const history = { location: { pathname: start }, push, listen, goBack };
  const tell = (action: string): void => {
    history.location = trail.at(-1) ?? { pathname: start };
    for (const listener of listeners) listener(history.location, action);
  };
  function push(pathname: string): void {
    trail.push({ pathname });
    tell('PUSH');
  }
  function goBack(): void {
    if (trail.length > 1) trail.pop();
    tell('POP');
  }
  function listen(listener: (location: Location, action: string) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }
  return history;
};

const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

type Handler = (argument?: unknown) => unknown;

const change = (target: Readonly<Record<string, unknown>>): unknown => ({ type: 'change', target });

/** Draws a page by the real reconciler over a fake bridge, and acts on it by what a person sees: text and labels. */
export const openPage = async (element: ReactNode, { invoke, context = {}, startPath = '/' }: Opens): Promise<Page> => {
  let root: ForgeNode = { type: 'Root', props: {}, children: [] };
  let close = (): void => undefined;
  const flags: Flag[] = [];
  const history = openHistory(startPath);
  connectHost({
    context: { ...CONTEXT, ...context },
    invoke,
    onTree: (tree) => (root = tree),
    onFlag: (flag) => flags.push(flag),
    createHistory: () => history,
  });
  const Mounted = (): ReactNode => {
    const [shown, setShown] = useState(true);
    useEffect(() => {
      close = () => setShown(false);
    }, []);
    return shown ? element : null;
  };
  const settle = async (): Promise<void> => {
    await act(async () => {
      for (let turn = 0; turn < 3; turn += 1) await pause();
    });
  };
  await act(async () => ForgeReconciler.render(<Mounted />));
  await settle();

  const words = (): string => wordsOf(root);
  const fail = (what: string): never => {
    throw new Error(`${what}\n--- the page says ---\n${words()}`);
  };
  const until = async (holds: () => boolean, what: string): Promise<void> => {
    const end = Date.now() + PATIENCE_MS;
    while (!holds()) {
      if (Date.now() > end) fail(what);
      await settle();
    }
  };
  /** A modal covers everything else. */
  const within = (): ForgeNode =>
    everyNode(root)
      .filter(({ type }) => type === 'Modal')
      .at(-1) ?? root;
  const find = (what: string, ...fits: readonly ((node: ForgeNode) => boolean)[]): ForgeNode =>
    everyNode(within()).find((node) => fits.every((fit) => fit(node))) ?? fail(`There is no ${what}.`);
  const fire = async (node: ForgeNode, handler: string, argument?: unknown): Promise<void> => {
    const run = node.props[handler];
    if (node.props['isDisabled'] === true) fail(`${node.type} '${wordsOf(node)}' is disabled.`);
    if (typeof run !== 'function') fail(`${node.type} '${wordsOf(node)}' has no ${handler}.`);
    await act(async () => {
      await (run as Handler)(argument);
    });
    await settle();
  };

  const PRESSED = new Set(['Button', 'LoadingButton', 'SectionMessageAction']);
  const button = (text: string): ForgeNode =>
    find(
      `button '${text}'`,
      ({ type }) => PRESSED.has(type),
      (node) => wordsOf(node) === text,
    );
  const formOf = (wanted: ForgeNode): ForgeNode =>
    find(
      'form around it',
      ({ type }) => type === 'Form',
      (node) => everyNode(node).includes(wanted),
    );
  const SWITCHES = new Set(['Toggle', 'Checkbox']);
  const aSwitch = (label: string): ForgeNode =>
    find(
      `switch '${label}'`,
      ({ type }) => SWITCHES.has(type),
      ({ props }) => props['label'] === label,
    );
  const field = (label: string): ForgeNode => {
    const { props } = find(
      `label '${label}'`,
      ({ type }) => type === 'Label',
      (node) => wordsOf(node) === label,
    );
    return find(`field '${label}'`, (node) => node.props['id'] === props['labelFor'] || node.props['inputId'] === props['labelFor']);
  };

  const options = (label: string): readonly { readonly label: string }[] => field(label).props['options'] as { label: string }[];

  return {
    words,
    see: async (...texts) => {
      for (const text of texts) await until(() => words().includes(text), `The page doesn't say '${text}'.`);
    },
    seeNoMore: (text) => until(() => !words().includes(text), `The page still says '${text}'.`),
    press: async (text) => {
      const found = button(text);
      if (found.props['type'] === 'submit') await fire(formOf(found), 'onSubmit');
      else await fire(found, 'onClick', { type: 'click', target: {} });
    },
    turn: async (label) => {
      const node = aSwitch(label);
      await fire(node, 'onChange', change({ type: 'checkbox', checked: node.props['isChecked'] !== true }));
    },
    isOn: (label) => aSwitch(label).props['isChecked'] === true,
    isEnabled: (text) => button(text).props['isDisabled'] !== true,
    choose: async (label) => {
      const group = find(
        `choice '${label}'`,
        ({ type, props }) => type === 'RadioGroup' && (props['options'] as { label: string }[]).some((option) => option.label === label),
      );
      const option = (group.props['options'] as { label: string; value: string }[]).find((one) => one.label === label);
      await fire(group, 'onChange', change({ type: 'radio', value: option?.value }));
    },
    fill: async (label, value) => {
      const node = field(label);
      // Facts: a date picker hands over the plain value, text fields an event.
      await fire(node, 'onChange', node.type === 'DatePicker' ? value : change({ type: 'text', value }));
    },
    valueOf: (label) => field(label).props['value'],
    optionsOf: (label) => options(label).map((option) => option.label),
    pick: async (label, option) => {
      const node = field(label);
      const found = options(label).find((one) => one.label === option) ?? fail(`'${label}' does not offer '${option}'.`);
      await fire(node, 'onChange', found);
    },
    search: (label, text) => fire(field(label), 'onInputChange', text),
    leave: (label) => fire(field(label), 'onBlur', { type: 'blur', target: {} }),
    openTab: async (name) => {
      const tabs = find('tabs', ({ type }) => type === 'Tabs');
      const titles = everyNode(tabs).filter(({ type }) => type === 'Tab');
      const at = titles.findIndex((tab) => wordsOf(tab) === name);
      if (at < 0) fail(`There is no tab '${name}'.`);
      await fire(tabs, 'onChange', at);
    },
    goBack: async () => {
      await act(async () => history.goBack());
      await settle();
    },
    flags,
    nodes: (type) => everyNode(root).filter((node) => node.type === type),
    close: async () => {
      await act(async () => close());
      if (partsOf(root).length > 0) fail('The page is still drawn after it was closed.');
    },
  };
};
