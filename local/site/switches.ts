import type { SiteDatabase } from './open-database';

/** Switches of the site's administration, kept between runs. */
export interface Switches {
  /** "App REST APIs" of Connected apps; off at first, as on a real site. */
  restApis(): boolean;
  setRestApis(enabled: boolean): void;
}

/** Opens the switches on the site's database. */
export const openSwitches = (database: SiteDatabase): Switches => {
  database.exec('create table if not exists site_switch (name text primary key, enabled integer not null) without rowid');
  const read = database.prepare('select enabled from site_switch where name = ?');
  const write = database.prepare(
    'insert into site_switch (name, enabled) values (?, ?) on conflict (name) do update set enabled = excluded.enabled',
  );
  return {
    restApis: () => {
      const row = read.get('restApis');
      return typeof row === 'object' && row !== null && 'enabled' in row && row.enabled === 1;
    },
    setRestApis: (enabled) => {
      write.run('restApis', enabled ? 1 : 0);
    },
  };
};
