/**
 * One rule: which imports are forbidden (or, with `only`, the only ones allowed) in files under `from`. Paths are
 * relative to the root.
 */
export type ImportRule = {
  name: string;
  from: RegExp;
  /** Imports that match are forbidden; packages look like `npm:zod`, Node's own modules like `node:fs`. */
  never?: RegExp;
  /** Imports that do not match are forbidden. */
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

/** Which folders may import which (docs/architecture.md). */
export const RULES: readonly ImportRule[] = [
  {
    name: 'shared/ is pure: zod, and the formatter of messages in words/; no DOM, no Node, no tower',
    from: /^shared\//,
    only: /^shared\/|^npm:(zod|intl-messageformat)$/,
  },
  {
    name: 'the window meets the others in shared/ only, and has no Node',
    from: /^renderer\//,
    only: new RegExp(`^renderer/|^shared/|^resources/|^${WINDOW_LIBRARIES}`),
  },
  {
    name: 'features of the window meet in the files at the root of renderer/, or in its common rooms',
    from: /^renderer\/(?!(?:ui|hooks|model|wording|styles)\/)([^/]+)\//,
    never: /^renderer\/(?!(?:ui|hooks|model|wording|styles)\/)[^/]+\//,
    except: /^renderer\/$1\//,
  },
  {
    name: 'the common rooms of the window know no feature',
    from: /^renderer\/(?:ui|hooks|model|wording)\//,
    never: /^renderer\/(?!(?:ui|hooks|model|wording|styles)\/)[^/]+\//,
  },
  {
    name: 'models and wordings are plain functions: no widget, no hook',
    from: /^renderer\/(?:model|wording)\//,
    never: /^renderer\/(?:ui|hooks)\//,
  },
  {
    name: 'the preload script holds electron and channel names',
    from: /^electron\/preload\.ts$/,
    only: /^shared\/ipc-names\.ts$|^npm:electron$/,
  },
  { name: 'towers meet in shared/ only', from: /^electron\//, never: /^(server|renderer|build|tests)\// },
  { name: 'towers meet in shared/ only', from: /^server\//, never: /^(electron|renderer|build|tests)\// },
  {
    name: 'main process and worker thread meet in common/ and shared/ only',
    from: /^electron\/(main|worker|common)\//,
    never: /^electron\/(main|worker)\//,
    except: /^electron\/$1\//,
  },
  {
    name: 'db and api are the bottom of the worker',
    from: /^electron\/worker\/(db|api)\//,
    never: /^electron\/worker\/((commands|sync|duplicates|journal|attachments)\/|(?!slices)[^/]+\.ts$)/,
  },
  {
    name: 'commands and sync do not know each other',
    from: /^electron\/worker\/(commands|sync)\//,
    never: /^electron\/worker\/(commands|sync)\//,
    except: /^electron\/worker\/$1\//,
  },
  { name: 'only the main process knows electron', from: /^electron\/(worker|common)\//, never: /^npm:electron$/ },
  {
    name: 'db/ is the bottom of server/',
    from: /^server\/db\//,
    never: /^server\/(commands|routes|portal|mail|cli)\/|^server\/(app|main)\.ts/,
  },
  {
    name: 'the server knows neither its demo data nor the linkage command line',
    from: /^server\/(?!(?:demo-data|link-cli)\/)/,
    never: /^server\/(?:demo-data|link-cli)\//,
  },
  {
    name: 'commands of the server know no routes and no pages',
    from: /^server\/commands\//,
    never: /^server\/(routes|portal|cli)\/|^server\/(app|main)\.ts/,
  },
  {
    name: 'a migration stays as it was the day it ran: it imports nothing of ours',
    from: /\/migrations\/\d/,
    only: /^npm:kysely$/,
  },
  { name: 'nothing imports tests', from: /^(?!tests\/)/, never: /^tests\// },
];
