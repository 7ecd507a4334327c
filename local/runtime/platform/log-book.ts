import { LIMITS } from '../limits';
import type { LogLine } from '../runtime';

const KEPT_LINES = 1000;

/** How much one invocation has logged. */
interface LogUse {
  bytes: number;
  minute: number;
  linesInMinute: number;
  cut: boolean;
}

/** Keeps the last lines that the app logged, within Forge's limits. */
export interface LogBook {
  /** Takes a line; one over the limit is dropped, and said once per invocation. */
  write(line: LogLine): void;
  forget(invocationId: string): void;
  lines(): readonly LogLine[];
}

/** `onLine` hears each line that is kept, for the terminal. */
export const openLogBook = (onLine: (line: LogLine) => void = () => undefined): LogBook => {
  const kept: LogLine[] = [];
  const uses = new Map<string, LogUse>();
  const keep = (line: LogLine): void => {
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
    onLine(line);
  };
  return {
    write: (line) => {
      const minute = Math.floor(line.at / 60_000);
      const use = uses.get(line.invocationId) ?? { bytes: 0, minute, linesInMinute: 0, cut: false };
      uses.set(line.invocationId, use);
      if (use.minute !== minute) Object.assign(use, { minute, linesInMinute: 0 });
      use.linesInMinute += 1;
      use.bytes += Buffer.byteLength(line.text);
      if (use.linesInMinute <= LIMITS.logLinesPerMinute && use.bytes <= LIMITS.logBytes) {
        keep(line);
      } else if (!use.cut) {
        use.cut = true;
        keep({
          ...line,
          level: 'warn',
          text: 'Further lines of this invocation are dropped: 100 a minute and 200 KB is what Forge keeps.',
        });
      }
    },
    forget: (invocationId) => {
      uses.delete(invocationId);
    },
    lines: () => [...kept],
  };
};
