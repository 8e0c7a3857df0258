import { killRun } from '../helpers/kill-run.ts';
import { type Bench, figure, printed, type Wanted } from './figure.ts';

const none: Wanted = { text: '0', holds: (value) => value === 0 };

/** Kills processes repeatedly under load. The number of faults must be zero at any size. */
export const kills: Bench = async ({ quick }) => {
  const counts = await killRun({ kills: quick ? 6 : 60, workers: quick ? 4 : 8 });
  const must = { wanted: none, full: true };
  const shown = { wanted: printed, full: true };
  return [
    figure('kill -9 of a server process', counts.serverKills, '', shown),
    figure('kill -9 of PostgreSQL', counts.postgresKills, '', shown),
    figure('reports acknowledged', counts.intakes, '', shown),
    figure('reports acknowledged and not there', counts.lostIntakes, '', must),
    figure('acts acknowledged', counts.acts, '', shown),
    figure('acts acknowledged and not there', counts.lostActs, '', must),
    figure('reports acted on twice', counts.doubledActs, '', must),
    figure('letters queued', counts.letters, '', shown),
    figure('reports whose letters are not exactly one each', counts.wrongLetters, '', must),
    figure('mails that came twice (a kill between 250 and our mark)', counts.repeatedMails, '', shown),
    figure('letters that wait for their lease to end', counts.unsentLetters, '', shown),
    figure('gaps between case numbers', counts.caseNumberGaps, '', must),
    figure('audit rows', counts.auditRows, '', shown),
    figure('audit chain broken', counts.auditOk ? 0 : 1, '', must),
  ];
};
