import { expect, test } from 'vitest';
import { libpqEnvironment } from '#server/backup/programs.ts';

test("what PostgreSQL's programs need is in their environment, the password as it is, and nothing that was not given", () => {
  const url = 'postgres://p2c_app:p%40ss%3Aw%2Ford@db.example.gov:5433/p2c?sslmode=verify-full&sslrootcert=/etc/ca.pem';
  expect(libpqEnvironment(url)).toEqual({
    PGHOST: 'db.example.gov',
    PGPORT: '5433',
    PGUSER: 'p2c_app',
    PGPASSWORD: 'p@ss:w/ord',
    PGDATABASE: 'p2c',
    PGSSLMODE: 'verify-full',
    PGSSLROOTCERT: '/etc/ca.pem',
  });
  expect(libpqEnvironment('postgres://p2c_app@[::1]/p2c')).toEqual({
    PGHOST: '::1',
    PGUSER: 'p2c_app',
    PGDATABASE: 'p2c',
  });
  expect(libpqEnvironment('postgres://p2c_app@localhost/p2c?host=/run/postgresql')).toMatchObject({
    PGHOST: '/run/postgresql',
  });
});
