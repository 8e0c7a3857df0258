import { faultRun } from '../helpers/fault-run.ts';
import { atLeast, atMost, type Bench, figure, printed, type Wanted } from './figure.ts';

const none: Wanted = { text: '0', holds: (value) => value === 0 };

const FULL = { kills: 500, decisions: 10_000, workstations: 2, reports: 1000, livesPerCache: 20 };
const QUICK = { kills: 12, decisions: 100, workstations: 2, reports: 100, livesPerCache: 4 };

/** Kills workstations while they decide over an unreliable connection. The number of faults must be zero at any size. */
export const faults: Bench = async ({ quick, seed }) => {
  const size = quick ? QUICK : FULL;
  const started = performance.now();
  const progress = (text: string) => console.error(`${((performance.now() - started) / 1000).toFixed(0)} s: ${text}`);
  const run = await faultRun({ seed, ...size, progress });
  for (const { id, of, unsaid } of run.tookPlace)
    console.error(`pair: ${id}${unsaid ? ' (killed before it was shown as saved)' : ''} took the place of ${of}`);
  for (const [code, times] of Object.entries(run.againBy))
    console.error(`to be decided again after recovery: ${code} ${times}`);
  const faulty = [run.lost, run.doubled, run.sentAfterUndo, run.backAfterUndo, run.unexplained, run.failures];
  for (const one of faulty.flat()) console.error(one);
  const must = { wanted: none, full: true };
  const shown = { wanted: printed, full: true };
  return [
    figure('kill -9 of a workstation', run.kills, '', { wanted: atLeast(size.kills), full: true }),
    figure('kill -9 of the server', run.serverKills, '', { wanted: atLeast(1), full: true }),
    figure('caches deleted between two lives', run.cachesDeleted, '', { wanted: atLeast(1), full: true }),
    figure('times that all access tokens ran out', run.tokensRanOut, '', { wanted: atLeast(1), full: true }),
    figure('… renewed by a workstation', run.tokensRenewed, '', { wanted: atLeast(1), full: true }),
    figure('… and sign-ins because that was refused', run.signedInAgain, '', shown),
    ...Object.entries(run.faults).map(([kind, times]) => figure(`requests on the line: ${kind}`, times, '', shown)),
    figure('decisions shown as saved', run.saved, '', { wanted: atLeast(size.decisions), full: true }),
    figure('… of these about two reports', run.pairs, '', shown),
    figure('… carried out', run.carriedOut, '', shown),
    figure('… taken back by the officer', run.takenBack, '', shown),
    figure('… whose place a later decision took', run.replaced, '', shown),
    figure('… shown to the officer as conflict or refused', run.needYou, '', shown),
    figure('… to be decided again after recovery', run.decidedAgain, '', shown),
    figure('… of which a kill kept whether they were taken back or replaced', run.open, '', {
      wanted: atMost(run.kills, ''),
      full: true,
    }),
    figure('given back by a sealed journal', run.recovered, '', { wanted: atLeast(1), full: true }),
    figure('decisions lost', run.lost.length, '', must),
    figure('decisions carried out twice', run.doubled.length, '', must),
    figure('decisions carried out after their undo', run.sentAfterUndo.length, '', must),
    figure('given back after they were taken back or replaced', run.backAfterUndo.length, '', must),
    figure('acts, and words about two reports, that nobody decided', run.unexplained.length, '', must),
    figure('letters queued', run.letters, '', shown),
    figure('letters queued twice or without an act', run.lettersTwice, '', must),
    figure('lives and recoveries ended by a fault of ours', run.failures.length, '', must),
    figure('caches looked through, when deleted or at the end', run.cachesChecked, '', {
      wanted: atLeast(size.workstations + 1),
      full: true,
    }),
    figure('… corrupted', run.cachesCorrupt, '', must),
    figure('audit chain broken', run.auditOk ? 0 : 1, '', must),
  ];
};
