import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { openServerKey } from '#server/auth/server-key.ts';
import { saveUpload } from '#server/commands/drafts/save-upload.ts';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import { openDrawing } from '#server/files/view-copy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { Agency } from './agency.ts';
import { intake } from './builders.ts';

/** A person files a report with files, given as bytes and names. */
export async function fileWith(
  agency: Agency,
  files: readonly (readonly [Uint8Array, string])[],
  overrides: Parameters<typeof intake>[0] = {},
): Promise<Report> {
  const vault = openVault(vaultFolder(agency.dataDir), openServerKey(agency.dataDir, null).subkey('files'));
  const deps = { ...agency.deps, vault, drawing: await openDrawing() };
  const submissionId = randomUUID();
  for (const [bytes, name] of files) {
    const source = Readable.from([bytes]);
    const kept = await saveUpload(deps, { uploadId: submissionId, name, source, tooLarge: () => false, from: 'test' });
    if (!kept.ok) throw new Error(`${name} was not kept`);
  }
  const { reportId } = await fileReport(agency.deps, intake(overrides), { source: 'test', submissionId });
  return agency.report(reportId);
}
