import { clearReading, newReading, readReading, writeReading } from '../../store/reading/reading';
import type { Reading } from '../../store/reading/reading';
import { pushStep } from '../queue';

interface Wish {
  readonly trigger: Reading['trigger'];
  /** Account id of who asks. */
  readonly by?: string;
  /** ms since the epoch. */
  readonly now: number;
}

const TRIES = 3;

const isClaimed = ({ claim }: Reading, now: number): boolean => claim !== undefined && claim.until > now;

/**
 * Begins a reading, or lets the one that is under way go on: then its event is pushed once more, in case it got lost. Gives the reading.
 * Throws StoreError.
 */
export const startReading = async (wish: Wish): Promise<Reading> => {
  for (let attempt = 1; ; attempt++) {
    const found = await readReading();
    if (found.state === 'unreadable' && found.version === undefined) await clearReading();
    const before = found.state === 'read' ? found.reading : undefined;
    const seen = before ?? (found.state === 'unreadable' && found.version !== undefined ? { version: found.version } : undefined);
    const running = before?.state === 'reading' ? before : undefined;
    const waits = running?.trouble !== undefined && !isClaimed(running, wish.now);
    if (running && !waits) {
      await pushStep(running);
      return running;
    }
    // What was waiting for better times goes on at once, since somebody asks. A step under way isn't disturbed: its write would fail.
    const woken = running?.trouble ? { ...running, trouble: { ...running.trouble, notBefore: wish.now } } : undefined;
    const written = await writeReading(seen, woken ?? newReading(before, wish));
    if (written) {
      await pushStep(written);
      return written;
    }
    // Somebody wrote meanwhile; what is there now is a reading under way, most likely.
    const now = await readReading();
    if (now.state === 'read' && (now.reading.state === 'reading' || attempt >= TRIES)) return now.reading;
  }
};
