import { existsSync } from 'node:fs';

export type DebianPostgres = { initdb: string; pgCtl: string; pgDump: string; pgRestore: string };

/**
 * Returns where Debian's `postgresql-17` package (or that of another version) installs its programs; undefined if no
 * version is given.
 */
export function debianPostgres(version: string | undefined): DebianPostgres | undefined {
  if (version === undefined || version === '') return undefined;
  const folder = `/usr/lib/postgresql/${version}/bin`;
  if (!existsSync(`${folder}/postgres`)) throw new Error(`PostgreSQL ${version} is wanted, and not in ${folder}`);
  return {
    initdb: `${folder}/initdb`,
    pgCtl: `${folder}/pg_ctl`,
    pgDump: `${folder}/pg_dump`,
    pgRestore: `${folder}/pg_restore`,
  };
}
