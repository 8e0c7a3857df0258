import { isInfected } from '#shared/domain/attachment.ts';
import { inLanguage } from '#shared/domain/by-language.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { RmsPackage } from '#shared/domain/rms-package.ts';

type Decided = {
  packageId: string;
  kind: RmsPackage['kind'];
  caseNumber: string;
  offense: RmsPackage['offense'];
  cause: string;
  at: Date;
  by: string;
};

/** The policy's offense title for a code; null when the policy no longer has that code. */
export function offenseIn(policy: Policy, offenseCode: string | null): RmsPackage['offense'] | null {
  const found = policy.offenses.find((one) => one.code === offenseCode);
  return found === undefined ? null : { code: found.code, title: inLanguage(found.title, policy), nibrs: found.nibrs };
}

/**
 * Builds the package for a decision. Pure: called in the decision's transaction, and again when a package that was
 * never sent is pushed from the error tray.
 */
export function buildPackage(report: Report, decided: Decided, policy: Policy): RmsPackage {
  const { who, items, fraud, when, where, how } = knownFacts(report);
  return {
    format: 'p2c-review/rms/1',
    packageId: decided.packageId,
    kind: decided.kind,
    cause: decided.cause,
    caseNumber: decided.caseNumber,
    trackingNumber: report.trackingNumber,
    agency: { name: policy.agency.name, state: policy.agency.state },
    reportKind: report.kind,
    receivedAt: report.receivedAt,
    decidedAt: decided.at.toISOString(),
    decidedBy: decided.by,
    offense: decided.offense,
    when,
    where,
    who,
    items,
    fraud,
    how,
    attachments: report.attachments
      .filter((one) => !isInfected(one))
      .map(({ id, name, mediaType, bytes, sha256 }) => ({
        id,
        name,
        mediaType,
        bytes,
        sha256,
      })),
    corrections: report.corrections,
  };
}
