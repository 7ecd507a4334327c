import type { SiteDatabase } from './open-database';

/** Small texts that the site keeps for itself between runs. */
export interface Notes {
  read(name: string): string | undefined;
  write(name: string, text: string): void;
  clear(): void;
}

export const openNotes = (database: SiteDatabase): Notes => {
  database.exec('create table if not exists site_note (name text primary key, text text not null) without rowid');
  const read = database.prepare('select text from site_note where name = ?');
  const write = database.prepare('insert into site_note (name, text) values (?, ?) on conflict (name) do update set text = excluded.text');
  return {
    read: (name) => {
      const row = read.get(name);
      return typeof row === 'object' && row !== null && 'text' in row && typeof row.text === 'string' ? row.text : undefined;
    },
    write: (name, text) => {
      write.run(name, text);
    },
    clear: () => {
      database.exec('delete from site_note');
    },
  };
};
