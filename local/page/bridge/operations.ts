import { callable, inWords } from '../forge-doc/callable';
import { isRecord } from '../forge-doc/forge-node';
import { holdsWhatIsNoData } from '../forge-doc/no-data';
import type { BridgeHost } from './bridge-host';
import { forgeTheme } from './forge-theme';
import { readFlag } from './read-flag';

/** What an operation answers: JSON, copied into the frame, or an object with functions, given as it is. */
type OperationAnswer = { readonly json: unknown } | { readonly object: object };
type Data = Readonly<Record<string, unknown>>;
type Operation = (host: BridgeHost, data: Data, raw: unknown) => Promise<OperationAnswer> | OperationAnswer;

/** The app asked for something that the cloud has and the local site has not. */
export class NotModelledError extends Error {
  override readonly name = 'NotModelledError';
  constructor(what: string) {
    super(`${what} is not modelled by the local site.`);
  }
}

const NOTHING: OperationAnswer = { json: undefined };
const text = (data: Data, name: string): string => {
  const value = data[name];
  if (typeof value !== 'string') throw new Error(`The bridge was called without ${name}.`);
  return value;
};

const getContext: Operation = async (host) => {
  const context = await host.door.context();
  const extension = isRecord(context['extension']) ? context['extension'] : {};
  return {
    json: { ...context, extension: { ...extension, location: window.location.href }, theme: forgeTheme(host.theme()) },
  };
};

const invoke: Operation = async (host, data) => {
  if (data['invokeType'] !== undefined) throw new NotModelledError(`invoke of the kind ${inWords(data['invokeType'])}`);
  if (holdsWhatIsNoData(data['payload']))
    throw new Error('The payload of invoke holds a function or an element, which can not cross the bridge.');
  const body = await host.door.invoke(text(data, 'functionKey'), data['payload']);
  return { json: data['metadata'] === undefined ? body : { body, metadata: data['metadata'] } };
};

const fetchProduct: Operation = async (host, data) => {
  if (data['isMultipartFormData'] === true) throw new NotModelledError('A multipart request to the product');
  return { json: await host.door.fetchProduct(text(data, 'product'), text(data, 'restPath'), data['fetchRequestInit']) };
};

/** The address of a `NavigationLocation`; only pages of this app are modelled. */
const locate = (host: BridgeHost, data: Data): string => {
  if (data['target'] !== 'module') throw new NotModelledError(`Navigation to the target ${inWords(data['target'])}`);
  const base = host.modulePath(text(data, 'moduleKey'));
  if (base === undefined) throw new Error(`No page of the manifest has the key ${inWords(data['moduleKey'])}.`);
  const path = typeof data['path'] === 'string' ? data['path'] : '';
  return `${base}${path === '' || path.startsWith('/') ? path : `/${path}`}`;
};

const subscribe: Operation = (host, data) => {
  const callback = callable(data['callback']);
  if (callback === undefined) throw new Error('events.on was called without a callback.');
  return { object: host.events.on(text(data, 'event'), (payload) => void callback(payload)) };
};
const emit: Operation = (host, data) => {
  host.events.emit(text(data, 'event'), data['payload']);
  return NOTHING;
};
const flagId = (data: Data): string | number => (typeof data['id'] === 'number' ? data['id'] : text(data, 'id'));

/** The operations of @forge/bridge that pages of an admin or global module meet. Anything else is refused, visibly. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  reconcile(host, data) {
    host.reconcile(data['forgeDoc']);
    return NOTHING;
  },
  onError(host, data) {
    host.fail(`The page failed while it was drawn: ${messageOf(data['error'])}`);
    return NOTHING;
  },
  getContext,
  invoke,
  fetchProduct,
  showFlag(host, data) {
    host.showFlag(readFlag(data));
    return NOTHING;
  },
  closeFlag(host, data) {
    host.closeFlag(flagId(data));
    return NOTHING;
  },
  async navigate(host, data) {
    const url = typeof data['url'] === 'string' ? data['url'] : locate(host, data);
    await host.navigate(url, data['type'] === 'new-tab' ? 'new-tab' : 'same-tab');
    return NOTHING;
  },
  getUrl: (host, data) => ({ json: new URL(locate(host, data), window.location.origin).href }),
  reload(host) {
    host.reload();
    return NOTHING;
  },
  refresh: () => ({ json: false }),
  // Neither an admin nor a global page can be submitted or closed: the bridge turns false into its own error.
  submit: () => ({ json: false }),
  close: () => ({ json: false }),
  onClose: () => ({ json: false }),
  on: subscribe,
  onPublic: subscribe,
  emit,
  emitPublic: emit,
  createHistory: (host) => ({ object: host.history }),
  changeWindowTitle(host, _data, raw) {
    host.changeTitle(inWords(raw));
    return NOTHING;
  },
  enableTheming: () => NOTHING,
  emitReadyEvent: () => NOTHING,
};

/** What is said of something thrown; never more than its message. */
export const messageOf = (thrown: unknown): string => {
  if (typeof thrown === 'string') return thrown;
  const message: unknown = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'message') : undefined;
  return typeof message === 'string' && message !== '' ? message : 'an error without a message';
};
