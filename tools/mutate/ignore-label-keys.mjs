const KEYS = new Set(['label', 'description']);

/** Keys into `locales/` decide nothing here; that each has a sentence is proven where pages are tested. */
const shouldIgnore = (path) => {
  if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
  const { parent } = path;
  const isKey = parent.type === 'ObjectProperty' && parent.value === path.node && KEYS.has(parent.key.name);
  return isKey ? 'a key into locales/' : undefined;
};

// What `declareValuePlugin` of @stryker-mutator/api makes.
export const strykerPlugins = [{ kind: 'Ignore', name: 'label keys', value: { shouldIgnore } }];
