import type {
  OfficerTable,
  SessionTable,
  SessionTokenTable,
  SignInDeviceTable,
  SignInNameTable,
  SignInSourceTable,
} from './tables/accounts.ts';
import type { ActTable, CourtesyContactTable, DroppedDecisionTable, HintFeedbackTable } from './tables/acts.ts';
import type { AgencyTable, CounterTable, KeyCheckTable, NumberGapTable, PolicyTable } from './tables/agency.ts';
import type { DangerTable } from './tables/danger.ts';
import type { DigestSentTable, FigureDayTable, FigureStateTable, SampledFigureTable } from './tables/figures.ts';
import type {
  AttachmentTable,
  DraftTable,
  FileRemovalTable,
  PartialPieceTable,
  PartialUploadTable,
  UsedFormTable,
} from './tables/intake.ts';
import type { CountedMailTable, LetterTable, PrivateLinkTable } from './tables/letters.ts';
import type { LinkFitTable, LinkKeyTable, LinkModelTable, PairDecisionTable, ReportLinkTable } from './tables/links.ts';
import type {
  AuditCheckpointTable,
  AuditReaderTable,
  AuditTable,
  BackupStateTable,
  ClockTable,
  JobTable,
  ListReadingTable,
} from './tables/operations.ts';
import type { PolicyDraftTable, PolicyPublicationTable } from './tables/policy-drafts.ts';
import type { RmsPackageTable } from './tables/records.ts';
import type { CaseNumberTable, HoldRecordTable, RemovedReportTable, ReportTable } from './tables/reports.ts';
import type { ReportSearchTable } from './tables/search.ts';
import type {
  ReviewDrawTable,
  ReviewLookTable,
  ReviewNoteTable,
  ReviewSampleTable,
  ReviewTable,
} from './tables/second-review.ts';
import type {
  AccountConfirmationTable,
  BrowserRequestTable,
  OfficerIdentityTable,
  ProviderSignOutTable,
  RecoveryCodeTable,
  ServiceAccountTable,
  ServiceTokenTable,
} from './tables/sign-in.ts';
import type { DecisionTable, OpeningTable, UndoneActTable } from './tables/trail.ts';
import type { ReleaseTable } from './tables/updates.ts';
import type { WorkstationAccountTable, WorkstationTable } from './tables/workstations.ts';

/**
 * The tables as kysely sees them. Writers must serialize `JSONColumnType` values themselves, because the driver would
 * turn a JavaScript array into a PostgreSQL array.
 */
export type Database = {
  agency: AgencyTable;
  officer: OfficerTable;
  sign_in_device: SignInDeviceTable;
  sign_in_source: SignInSourceTable;
  sign_in_name: SignInNameTable;
  session: SessionTable;
  session_token: SessionTokenTable;
  policy: PolicyTable;
  policy_draft: PolicyDraftTable;
  policy_publication: PolicyPublicationTable;
  report: ReportTable;
  tracking_counter: CounterTable;
  case_counter: CounterTable;
  number_gap: NumberGapTable;
  key_check: KeyCheckTable;
  act: ActTable;
  letter: LetterTable;
  counted_mail: CountedMailTable;
  private_link: PrivateLinkTable;
  audit: AuditTable;
  case_number: CaseNumberTable;
  pair_decision: PairDecisionTable;
  dropped_decision: DroppedDecisionTable;
  courtesy_contact: CourtesyContactTable;
  hint_feedback: HintFeedbackTable;
  hold_record: HoldRecordTable;
  removed_report: RemovedReportTable;
  rms_package: RmsPackageTable;
  draft: DraftTable;
  used_form: UsedFormTable;
  attachment: AttachmentTable;
  file_removal: FileRemovalTable;
  partial_upload: PartialUploadTable;
  partial_piece: PartialPieceTable;
  job: JobTable;
  backup_state: BackupStateTable;
  clock: ClockTable;
  report_link: ReportLinkTable;
  link_key: LinkKeyTable;
  link_model: LinkModelTable;
  link_fit: LinkFitTable;
  audit_checkpoint: AuditCheckpointTable;
  audit_reader: AuditReaderTable;
  list_reading: ListReadingTable;
  decision: DecisionTable;
  opening: OpeningTable;
  undone_act: UndoneActTable;
  review_draw: ReviewDrawTable;
  review_sample: ReviewSampleTable;
  review: ReviewTable;
  review_note: ReviewNoteTable;
  review_look: ReviewLookTable;
  report_search: ReportSearchTable;
  figure_day: FigureDayTable;
  figure_state: FigureStateTable;
  sampled_figure: SampledFigureTable;
  digest_sent: DigestSentTable;
  release: ReleaseTable;
  officer_identity: OfficerIdentityTable;
  browser_request: BrowserRequestTable;
  provider_sign_out: ProviderSignOutTable;
  recovery_code: RecoveryCodeTable;
  account_confirmation: AccountConfirmationTable;
  service_account: ServiceAccountTable;
  service_token: ServiceTokenTable;
  danger: DangerTable;
  workstation: WorkstationTable;
  workstation_account: WorkstationAccountTable;
};
