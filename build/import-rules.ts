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
  '@internationalized/date',
  'lucide-react',
  '@visx/[^/]+',
  'uqr',
  'zod',
);

/** Which folders may import which (docs/architecture.md). */
export const RULES: readonly ImportRule[] = [
  {
    name: 'shared/ is pure: only zod and the message formatter in words/; no DOM, no Node, no code of other folders',
    from: /^shared\//,
    only: /^shared\/|^npm:(zod|intl-messageformat)$/,
  },
  {
    name: 'the renderer shares code with the other processes only through shared/, and has no Node',
    from: /^renderer\//,
    only: new RegExp(`^renderer/|^shared/|^resources/|^${WINDOW_LIBRARIES}`),
  },
  {
    name: 'features of the renderer share code only through the files at the root of renderer/ or its common folders',
    from: /^renderer\/(?!(?:ui|hooks|model|wording|styles)\/)([^/]+)\//,
    never: /^renderer\/(?!(?:ui|hooks|model|wording|styles)\/)[^/]+\//,
    except: /^renderer\/$1\//,
  },
  {
    name: 'the common folders of the renderer import no feature',
    from: /^renderer\/(?:ui|hooks|model|wording)\//,
    never: /^renderer\/(?!(?:ui|hooks|model|wording|styles)\/)[^/]+\//,
  },
  {
    name: 'models and wordings are plain functions: no components, no hooks',
    from: /^renderer\/(?:model|wording)\//,
    never: /^renderer\/(?:ui|hooks)\//,
  },
  {
    name: 'the preload script imports only electron and channel names',
    from: /^electron\/(?:repair-)?preload\.ts$/,
    only: /^shared\/ipc-names\.ts$|^npm:electron$/,
  },
  {
    name: 'electron/ and server/ share code only through shared/',
    from: /^electron\//,
    never: /^(server|renderer|build|tests)\//,
  },
  {
    name: 'electron/ and server/ share code only through shared/',
    from: /^server\//,
    never: /^(electron|renderer|build|tests)\//,
  },
  {
    name: 'the main process and the worker thread share code only through common/ and shared/',
    from: /^electron\/(main|worker|common)\//,
    never: /^electron\/(main|worker)\//,
    except: /^electron\/$1\//,
  },
  {
    name: 'db and api are the lowest layer of the worker',
    from: /^electron\/worker\/(db|api)\//,
    never: /^electron\/worker\/((commands|sync|duplicates|journal|attachments)\/|(?!slices)[^/]+\.ts$)/,
  },
  {
    name: 'commands and sync do not import each other',
    from: /^electron\/worker\/(commands|sync)\//,
    never: /^electron\/worker\/(commands|sync)\//,
    except: /^electron\/worker\/$1\//,
  },
  { name: 'only the main process imports electron', from: /^electron\/(worker|common)\//, never: /^npm:electron$/ },
  {
    name: 'db/ is the lowest layer of server/',
    from: /^server\/db\//,
    never: /^server\/(commands|routes|portal|mail|cli)\/|^server\/(app|main)\.ts/,
  },
  {
    name: 'the server imports neither its demo data nor the linkage command line',
    from: /^server\/(?!(?:demo-data|link-cli)\/)/,
    never: /^server\/(?:demo-data|link-cli)\//,
  },
  {
    name: 'server commands import no routes and no pages',
    from: /^server\/commands\//,
    never: /^server\/(routes|portal|cli)\/|^server\/(app|main)\.ts/,
  },
  {
    name: 'a migration never changes after it has run, so it imports no code of ours but the baseline, which is part of it',
    from: /\/migrations\/\d|\/db\/baseline\//,
    only: /^npm:kysely$|\/db\/baseline\//,
  },
  { name: 'nothing imports tests', from: /^(?!tests\/)/, never: /^tests\// },
];
