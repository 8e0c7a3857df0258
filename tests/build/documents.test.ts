import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ACCOUNT_COMMANDS } from '#server/cli/account-commands.ts';
import { KEY_COMMANDS } from '#server/cli/key-commands.ts';
import { LINK_COMMANDS } from '#server/cli/link-commands.ts';
import { REVIEW_COMMANDS } from '#server/cli/review-commands.ts';
import { SERVICE_COMMANDS } from '#server/cli/service-commands.ts';
import { UPDATE_COMMANDS } from '#server/cli/update-commands.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const papers = readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`);
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'resources/README.md',
  ...['docs', 'docs/it'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
  ...papers,
];

/** Generates heading anchors as GitHub does. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

test.each(documents)('every link in %s resolves', (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  const lost = links.filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchors(read(target)).includes(anchor);
  });
  expect(lost).toEqual([]);
});

test('every server setting is documented', () => {
  const settings = [...read('server/environment.ts').matchAll(/^ {4}([A-Z][A-Z0-9_]+):/gm)].map(
    ([, name = '']) => name,
  );
  expect(settings.length).toBeGreaterThan(20);
  const text = read('docs/running-a-server.md');
  expect(settings.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('every npm script is in the commands document', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const text = read('docs/commands.md');
  const lost = Object.keys(scripts).filter(
    (name) => !['start', 'test'].includes(name) && !text.includes(`npm run ${name}`),
  );
  expect(lost).toEqual([]);
});

test('every server command is in the commands document', () => {
  const cases = [...read('server/cli/command-line.ts').matchAll(/case '([a-z-]+)':/g)].map(([, name = '']) => name);
  expect(cases.length).toBeGreaterThan(5);
  const tables = [ACCOUNT_COMMANDS, SERVICE_COMMANDS, LINK_COMMANDS, REVIEW_COMMANDS, UPDATE_COMMANDS, KEY_COMMANDS];
  const commands = [...cases, ...tables.flatMap(Object.keys)];
  const text = read('docs/commands.md');
  expect(commands.filter((name) => !text.includes(name))).toEqual([]);
});

test('the README is short, and each decision record fits on one page', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(131);
  for (const paper of papers) {
    expect(read(paper).split('\n').length, paper).toBeLessThanOrEqual(41);
    expect(read(paper), paper).toMatch(
      /^# \d{3}\. .+\n\n\d{4}-\d\d-\d\d\. .+\n\n## Context\n[^]+\n## Decision\n[^]+\n## Consequences\n/,
    );
  }
});

test('every file and test that stands for a control is there', () => {
  const rows = read('docs/controls.md')
    .split('\n')
    .filter((line) => /^\| [A-Z]{2}-/.test(line));
  expect(rows.length).toBeGreaterThan(15);
  const lost = rows.flatMap((row) => {
    const [, , code = '', tests = ''] = row.split(' | ');
    const paths = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
    return [...paths(code), ...paths(tests).map((path) => `tests/${path}`)].filter(
      (path) => !existsSync(join(root, path)),
    );
  });
  expect(lost).toEqual([]);
});
