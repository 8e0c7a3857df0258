import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const unit = readFileSync('build/server-package/files/p2c-review@.service', 'utf8');
const settings = Object.fromEntries(
  [...unit.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
);

test('the service writes no memory to a disk and takes no more of it than a machine can spare', () => {
  expect(settings).toMatchObject({ LimitCORE: '0', MemoryHigh: '1200M', MemoryMax: '1500M', TasksMax: '256' });
});

test('systemd starts the service again however often it fails', () => {
  expect(settings).toMatchObject({ Restart: 'always', StartLimitIntervalSec: '0' });
  const [head = ''] = unit.split('[Service]');
  expect(head).toContain('StartLimitIntervalSec=0');
});

test('an attacker who takes the server over may write into its own folder alone, become nobody else, and make few system calls', () => {
  expect(settings).toMatchObject({
    User: 'p2c',
    StateDirectory: 'p2c-review',
    StateDirectoryMode: '0700',
    UMask: '0077',
    ProtectSystem: 'strict',
    ProtectHome: 'true',
    PrivateTmp: 'true',
    PrivateDevices: 'true',
    NoNewPrivileges: 'true',
    CapabilityBoundingSet: '',
    SystemCallArchitectures: 'native',
    SystemCallFilter: '@system-service @mount',
  });
  // No other setting may undo these restrictions.
  expect(unit).not.toMatch(/^(?:ReadWritePaths|AmbientCapabilities|SupplementaryGroups)=/m);
});

test('a timer of the package makes a backup each night, also after a night when the machine was off', () => {
  const file = (name: string) => readFileSync(`build/server-package/files/p2c-review-backup.${name}`, 'utf8');
  expect(file('timer')).toMatch(/^OnCalendar=.*01:30$/m);
  expect(file('timer')).toMatch(/^Persistent=true$/m);
  expect(file('service')).toContain('p2c-server backup --to /var/backups/p2c-review');
  expect(readFileSync('build/server-package/main.mjs', 'utf8')).toContain('p2c-review-backup.timer');
});
