import { BadEnvironment } from '../site/read-yaml';

/**
 * Forge's own validation of a manifest, without a login or the network; takes about two seconds. The working directory must be the app's
 * folder, because translations are looked up from there. Throws BadEnvironment with the first error's place.
 */
export const validateManifest = async (file: string): Promise<void> => {
  const { ProcessorBuilder, ValidationTypes } = await import('@forge/manifest');
  const { success, errors = [] } = await ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build().process(file);
  const grave = errors.filter(({ level }) => level === 'error');
  const [first] = grave;
  if (success && !first) return;
  const more = grave.length > 1 ? ` (and ${String(grave.length - 1)} more)` : '';
  const place = first ? `${file}:${String(first.line)}:${String(first.column)}` : file;
  throw new BadEnvironment(`The manifest is broken at ${place}: ${first?.message ?? 'Forge would not take it.'}${more}`);
};
