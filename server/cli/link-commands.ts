import { readFile, writeFile } from 'node:fs/promises';
import type { FitQuality, LinkFit } from '#shared/domain/link-fit.ts';
import { AppError } from '#shared/errors.ts';
import { type Model, readModel } from '#shared/link/model.ts';
import { fitLinkModel } from '../commands/duplicates/fit-link-model.ts';
import { publishLinkModel } from '../commands/duplicates/publish-link-model.ts';
import { errorSentence } from '../error-words.ts';
import { StartError } from '../start-error.ts';
import type { AccountCommand } from './account-commands.ts';
import { BY_SHELL } from './shell-user.ts';

/**
 * Fitting the duplicate-matching weights and publishing them are separate commands, so that a person can review the
 * weights in between.
 */
export const LINK_COMMANDS: Readonly<Record<string, AccountCommand>> = {
  'fit-link-model': {
    usage: '--out FILE',
    what: "tune the duplicate weights to officers' decisions, show the old and new ones, and write the model",
    options: ['out'],
    run: async (deps, { out = '' }) => {
      const fitted = await fitLinkModel(deps, BY_SHELL).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        throw new StartError(`${errorSentence(error)} Nothing was written.`, 1);
      });
      await writeFile(out, `${JSON.stringify(fitted.model, null, 2)}\n`);
      console.log(
        [...comparison(fitted.fit), '', `The new model is in ${out}; publish-link-model activates it.`].join('\n'),
      );
      return 0;
    },
  },
  'publish-link-model': {
    usage: '--file FILE',
    what: 'activate a tuned model, on the server and on every workstation',
    options: ['file'],
    run: async (deps, { file = '' }) => {
      const version = await publishLinkModel(deps, await modelOf(file), BY_SHELL).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        throw new StartError(`Nothing was published. ${errorSentence(error)}`, 1);
      });
      console.log(`version ${version} of the linkage model is now active; workstations pick it up within the hour`);
      return 0;
    },
  },
};

async function modelOf(file: string): Promise<Model> {
  try {
    return readModel(await readFile(file, 'utf8'));
  } catch (error) {
    throw new StartError(`${file}: ${error instanceof Error ? error.message : String(error)}`, 1);
  }
}

/** Formats a side-by-side comparison of both models as lines of text. */
function comparison({ decisions, same, old, next, weights }: LinkFit): string[] {
  const quality = (name: string, rows: readonly FitQuality[]) =>
    rows.map(
      ({ threshold, precision, recall, f1 }) =>
        `  ${name.padEnd(12)} from ${threshold}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`,
    );
  const signed = (bits: number) => (bits < 0 ? '−' : '+') + Math.abs(bits).toFixed(1);
  return [
    `${decisions} decisions, ${same} of them "the same incident"; measured on pairs not used in the fit (5 folds):`,
    ...quality('active', old),
    ...quality('newly fitted', next),
    '',
    'weights in bits, old and new, where they differ by 0.1 or more:',
    ...weights
      .filter((one) => Math.abs(one.old - one.next) >= 0.1)
      .map(
        ({ hypothesis, comparison, level, old: before, next: after }) =>
          `  ${hypothesis.padEnd(13)} ${comparison.padEnd(12)} ${level.padEnd(16)} ${signed(before).padStart(6)} ${signed(after).padStart(6)}`,
      ),
  ];
}
