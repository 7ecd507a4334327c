import { parse } from 'yaml';

export interface ManifestRoute {
  readonly key: string;
  readonly path: string;
  readonly operation: string;
  readonly function: string;
  readonly accept?: readonly string[];
  readonly scopes: readonly string[];
}

export interface Manifest {
  readonly modules: {
    readonly apiRoute: readonly ManifestRoute[];
    readonly function: readonly { readonly key: string; readonly handler: string }[];
    readonly [module: string]: readonly {
      readonly key: string;
      readonly function?: string;
      readonly resolver?: { readonly function: string };
    }[];
  };
  readonly resources: readonly { readonly key: string; readonly path: string }[];
}

interface CodeRoute {
  readonly key: string;
  readonly operation: string;
  readonly path: string;
  readonly scope: string;
}

export interface Wiring {
  /** `manifest.yml` and `custom-scopes.yaml` as text. */
  readonly manifest: string;
  readonly scopes: string;
  readonly routes: readonly CodeRoute[];
  /** Whether a handler such as `resolvers/admin.handler` is a function that can be called. */
  readonly isExported: (handler: string) => boolean;
  /** Documents that print the table of routes and scopes. */
  readonly documents: Readonly<Record<string, string>>;
}

const text = (route: { operation: string; path: string }): string => `${route.operation} ${route.path}`;

const repeated = (values: readonly string[]): readonly string[] => values.filter((value, index) => values.indexOf(value) !== index);

/** One path fits another when some request could match both: `*` stands for any one segment. */
const overlaps = (one: string, other: string): boolean => {
  const [a, b] = [one.split('/'), other.split('/')];
  return a.length === b.length && a.every((segment, index) => segment === '*' || b[index] === '*' || segment === b[index]);
};

const routeFaults = ({ modules }: Manifest, routes: readonly CodeRoute[]): readonly string[] => {
  const faults: string[] = [];
  for (const route of modules.apiRoute) {
    const ours = routes.find((each) => each.key === route.key);
    if (!ours) faults.push(`route ${route.key} is not in the route table`);
    else if (text(ours) !== text(route)) faults.push(`route ${route.key} is ${text(route)} in the manifest, ${text(ours)} in the table`);
    else if (route.scopes.length !== 1 || route.scopes[0] !== ours.scope)
      faults.push(`route ${route.key} must have the one scope ${ours.scope}`);
    if (!route.path.startsWith('/v1/')) faults.push(`route ${route.key} does not begin with /v1`);
    if (!(route.accept ?? []).includes('application/json')) faults.push(`route ${route.key} does not say that it accepts JSON`);
    const rival = modules.apiRoute.find(
      (each) => each.key < route.key && each.operation === route.operation && overlaps(each.path, route.path),
    );
    if (rival) faults.push(`routes ${rival.key} and ${route.key} overlap`);
  }
  const missing = routes.filter((each) => !modules.apiRoute.some((route) => route.key === each.key));
  return [...faults, ...missing.map((each) => `route ${each.key} is not in the manifest`)];
};

const functionFaults = ({ modules }: Manifest, isExported: Wiring['isExported']): readonly string[] => {
  const used = Object.entries(modules).flatMap(([module, entries]) =>
    module === 'function'
      ? []
      : entries.flatMap((entry: Manifest['modules'][string][number]) => entry.function ?? entry.resolver?.function ?? []),
  );
  const declared = modules.function.map((each) => each.key);
  return [
    ...used.filter((key) => !declared.includes(key)).map((key) => `function ${key} is not declared`),
    ...declared.filter((key) => !used.includes(key)).map((key) => `function ${key} is used by no module`),
    ...modules.function.filter((each) => !isExported(each.handler)).map((each) => `handler ${each.handler} is no exported function`),
    ...repeated(Object.values(modules).flatMap((entries) => entries.map((entry) => entry.key))).map((key) => `key ${key} is used twice`),
  ];
};

const scopeFaults = ({ modules }: Manifest, scopesText: string): readonly string[] => {
  const declared = Object.keys((parse(scopesText) as { scopes: Record<string, unknown> }).scopes);
  const used = modules.apiRoute.flatMap((route) => route.scopes);
  return [
    ...used.filter((scope) => !declared.includes(scope)).map((scope) => `scope ${scope} is not declared`),
    ...declared.filter((scope) => !used.includes(scope)).map((scope) => `scope ${scope} is used by no route`),
    ...declared.filter((scope) => !/^[a-z]+:[a-z-]+:custom$/.test(scope)).map((scope) => `scope ${scope} is not named verb:noun:custom`),
  ];
};

const documentFaults = (routes: readonly CodeRoute[], documents: Wiring['documents']): readonly string[] =>
  Object.entries(documents).flatMap(([name, content]) => {
    const rows = content.split('\n').filter((line) => line.startsWith('| `') && line.includes('/v1/'));
    const expected = routes.map((route) => ({ route, path: route.path.replaceAll('*', '{id}') }));
    return [
      ...expected
        .filter(
          ({ route, path }) => !rows.some((row) => row.includes(`\`${route.operation} ${path}\``) && row.includes(`\`${route.scope}\``)),
        )
        .map(({ route, path }) => `${name} has no row for ${route.operation} ${path} with ${route.scope}`),
      ...(rows.length > expected.length ? [`${name} has ${rows.length} routes, the table ${expected.length}`] : []),
    ];
  });

/** What ties manifest, scopes, route table, exports and documents together; one line for each thread that is loose. */
export const wiringFaults = ({ manifest: manifestText, scopes, routes, isExported, documents }: Wiring): readonly string[] => {
  const manifest = parse(manifestText) as Manifest;
  return [
    ...routeFaults(manifest, routes),
    ...functionFaults(manifest, isExported),
    ...scopeFaults(manifest, scopes),
    ...documentFaults(routes, documents),
  ];
};
