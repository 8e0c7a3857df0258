/** One rule: what files under `from` may not (or, with `only`, may only) import. Paths are relative to the root. */
export type ImportRule = {
  name: string;
  from: RegExp;
  /** Whatever matches is forbidden; packages look like `npm:zod`, Node's own like `node:fs`. */
  never?: RegExp;
  /** Whatever does not match is forbidden. */
  only?: RegExp;
  except?: RegExp;
};

const npm = (...names: string[]) => `npm:(?:${names.join('|')})(?:/|$)`;
const WINDOW_LIBRARIES = npm(
  'react',
  'react-dom',
  'diff',
  '@tanstack/[^/]+',
  'react-aria-components',
  'lucide-react',
  'uqr',
  'zod',
);

/** Who may import whom (docs/architecture.md). */
export const RULES: readonly ImportRule[] = [
  {
    name: 'shared/ stands on zod alone: pure, no DOM, no Node, no tower',
    from: /^shared\//,
    only: /^shared\/|^npm:zod$/,
  },
  {
    name: 'the window meets the others in shared/ only, and has no Node',
    from: /^renderer\//,
    only: new RegExp(`^renderer/|^shared/|^resources/|^${WINDOW_LIBRARIES}`),
  },
  {
    name: 'features of the window meet in the files at the root of renderer/, or in ui/',
    from: /^renderer\/(?!ui\/|styles\/)([^/]+)\//,
    never: /^renderer\/(?!ui\/|styles\/)[^/]+\//,
    except: /^renderer\/$1\//,
  },
  { name: 'ui/ knows no feature', from: /^renderer\/ui\//, never: /^renderer\/(?!ui\/|styles\/)[^/]+\// },
  {
    name: 'the preload script holds electron and channel names',
    from: /^electron\/preload\.ts$/,
    only: /^shared\/ipc-names\.ts$|^npm:electron$/,
  },
  { name: 'towers meet in shared/ only', from: /^electron\//, never: /^(server|renderer|build|tests)\// },
  { name: 'towers meet in shared/ only', from: /^server\//, never: /^(electron|renderer|build|tests)\// },
  {
    name: 'db, api, passwords and log are the bottom of electron/',
    from: /^electron\/(db\/|api\/|passwords\.ts|log\.ts)/,
    never: /^electron\/(commands|sync|ipc|shell|duplicates)\/|^electron\/(main|worker)\.ts/,
  },
  {
    name: 'commands and sync know neither each other nor ipc or shell',
    from: /^electron\/(commands|sync)\//,
    never: /^electron\/(commands|sync|ipc|shell)\//,
    except: /^electron\/$1\//,
  },
  {
    name: 'only the main process knows electron',
    from: /^electron\/((db|api|commands|sync|duplicates)\/|worker\.ts)/,
    never: /^npm:electron$/,
  },
  {
    name: 'db/ is the bottom of server/',
    from: /^server\/db\//,
    never: /^server\/(commands|routes|portal|mail|seed)\/|^server\/(app|main)\.ts/,
  },
  {
    name: 'commands of the server know no routes and no pages',
    from: /^server\/commands\//,
    never: /^server\/(routes|portal|seed)\/|^server\/(app|main)\.ts/,
  },
  {
    name: 'a migration stays as it was the day it ran: it imports nothing of ours',
    from: /\/migrations\/\d/,
    only: /^npm:kysely$/,
  },
  { name: 'nothing imports tests', from: /^(?!tests\/)/, never: /^tests\// },
];
