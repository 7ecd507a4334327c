/** A local site that a script or a test started for itself. */
export interface StartedSite {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** For `/_site/`, and for the address that opens the pages: `<origin>/?token=<token>`. */
  readonly token: string;
  /** Calls `/_site<path>` and gives its JSON; throws on anything but 2xx. */
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** Stops the site and drops its data, unless the data was given. */
  readonly close: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts `npm start`'s own script on a free port with fresh data and waits until it is ready. `options` are those of `npm start`. */
export function startLocalSite(wanted?: { readonly options?: readonly string[]; readonly data?: string }): Promise<StartedSite>;
