import { createBlocker, ruleOf } from '#shared/link/blocking.ts';
import { modelSchema } from '#shared/link/model.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import { createReader } from '#shared/link/records.ts';
import { noStatistics } from '#shared/link/statistics.ts';
import { hash52 } from '#shared/link/text.ts';
import file from '../../resources/link/p2c.json' with { type: 'json' };

/** The built-in model for finding duplicates, the same one that ships with the desktop application. */
export const p2cModel = modelSchema.parse(file);

/** Increment this when a change to the engine makes it create different keys for the same report. */
const ENGINE = 6;
const { fields, blocking } = p2cModel;

/** Version of the key rules. The keys of reports with another version must be recreated. */
export const KEY_RULES = `${p2cModel.name} ${ENGINE} ${hash52(JSON.stringify([fields, blocking]), [0, 0])}`;

const blocker = createBlocker(p2cModel);
const reader = createReader(p2cModel);

/**
 * Returns the keys of a report, each with the maximum number of reports that may share it; a key shared by more is
 * ignored. The keys are hashed without a secret, since they are stored next to the report itself.
 * @param only names of the blocking rules to use; all by default.
 */
export function keysOf(
  report: Parameters<typeof rowOfReport>[0],
  only?: ReadonlySet<string>,
): { key: number; most: number }[] {
  const keys = new Set(blocker.keys(reader.values(rowOfReport(report)), noStatistics()));
  return [...keys].flatMap((key) => {
    const rule = blocking[ruleOf(key)];
    return only === undefined || only.has(rule?.name ?? '') ? [{ key, most: rule?.most ?? 0 }] : [];
  });
}

/** Returns only the keys that identify the sender. */
export function personKeysOf(report: Parameters<typeof rowOfReport>[0]): number[] {
  return keysOf(report, OF_PERSON).map(({ key }) => key);
}

const OF_PERSON: ReadonlySet<string> = new Set(['email', 'phone', 'birth_and_family']);
