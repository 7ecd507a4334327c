import { isRecord } from './forge-node';

/** True when a value holds, anywhere, what can't cross the bridge as data: a function, a symbol, a big integer, an element. */
export const holdsWhatIsNoData = (value: unknown): boolean => {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return true;
  if (Array.isArray(value)) return value.some(holdsWhatIsNoData);
  return isRecord(value) && ('$$typeof' in value || Object.values(value).some(holdsWhatIsNoData));
};
