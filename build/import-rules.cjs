/**
 * Who may import whom (README, "The plan of the house"). Everything is allowed by name or it is an error.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const pkg = (/** @type {string[]} */ ...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shared-stands-on-zod',
      comment: 'shared/ is pure: no DOM, no Node, no tower.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', pkg('zod')] },
    },
    {
      name: 'window-meets-others-in-shared',
      severity: 'error',
      from: { path: '^renderer/' },
      to: {
        pathNot: [
          '^renderer/',
          '^shared/',
          '^resources/',
          pkg(
            'react',
            'react-dom',
            '@types/react',
            '@types/react-dom',
            '@tanstack/[^/]+',
            'react-aria-components',
            'react-aria',
            'react-stately',
            '@react-aria/[^/]+',
            '@internationalized/[^/]+',
            'lucide-react',
            'react-resizable-panels',
            'zod',
          ),
        ],
      },
    },
    {
      name: 'features-meet-in-app-or-ui',
      severity: 'error',
      from: { path: '^renderer/(?!ui/|styles/)([^/]+)/' },
      to: { path: '^renderer/(?!ui/|styles/)[^/]+/', pathNot: '^renderer/$1/' },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^renderer/(?!ui/|styles/)[^/]+/' },
    },
    {
      name: 'preload-is-names-only',
      severity: 'error',
      from: { path: '^electron/preload\\.ts$' },
      to: { pathNot: ['^shared/ipc-names\\.ts$', pkg('electron')] },
    },
    {
      name: 'towers-meet-in-shared',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(server|renderer|build|tests)/' },
    },
    {
      name: 'server-meets-others-in-shared',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(electron|renderer|build|tests)/' },
    },
    {
      name: 'db-api-secrets-log-are-the-bottom',
      severity: 'error',
      from: { path: '^electron/(db/|api/|secrets\\.ts|log\\.ts)' },
      to: { path: '^electron/(commands|sync|ipc|shell|duplicates)/|^electron/(main|worker)\\.ts' },
    },
    {
      name: 'commands-and-sync-never-each-other',
      severity: 'error',
      from: { path: '^electron/(commands|sync)/' },
      to: { path: '^electron/(commands|sync|ipc|shell)/', pathNot: '^electron/$1/' },
    },
    {
      name: 'only-main-side-knows-electron',
      severity: 'error',
      from: { path: '^electron/(db|api|commands|sync|duplicates)/|^electron/worker\\.ts' },
      to: { path: pkg('electron') },
    },
    {
      name: 'server-db-is-the-bottom',
      severity: 'error',
      from: { path: '^server/db/' },
      to: { path: '^server/(commands|routes|portal|mail|seed)/|^server/(app|main)\\.ts' },
    },
    {
      name: 'server-commands-know-no-routes',
      severity: 'error',
      from: { path: '^server/commands/' },
      to: { path: '^server/(routes|portal|seed)/|^server/(app|main)\\.ts' },
    },
    {
      name: 'migrations-import-nothing-of-ours',
      severity: 'error',
      from: { path: '/migrations/\\d' },
      to: { pathNot: pkg('kysely') },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^tests/' }, to: { path: '^tests/' } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'build/tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
