/** Error messages by code, their details, and why an update check failed. */
export const errors = {
  'errors.invalid_request': 'Some of what you entered isn’t valid.',
  'errors.unsupported_media_type': 'This content type isn’t supported here.',
  'errors.payload_too_large': 'That’s too large to send.',
  'errors.too_many_requests': 'Too many attempts. Wait a moment and try again.',
  'errors.bad_credentials': 'Wrong username or password.',
  'errors.wrong_code': 'That code is wrong or was already used.',
  'errors.code_needed': 'Enter the code from your authenticator app.',
  'errors.enrollment_needed': 'Two-factor sign-in must be set up for this account.',
  'errors.new_password_needed': 'That password was temporary. Choose your own.',
  'errors.account_locked':
    'Wrong username or password, or too many failed sign-ins from this workstation. If there were too many, an administrator must unlock the account for this workstation.',
  'errors.sign_in_failed': 'Signing in didn’t work. Try again.',
  'errors.unauthenticated': 'Please sign in again.',
  'errors.session_revoked': 'An administrator ended this session.',
  'errors.forbidden': 'Your role doesn’t allow this.',
  'errors.turned_off_by_it': 'Your IT department turned this off on this computer.',
  'errors.proof_needed': 'Re-enter your password to continue.',
  'errors.address_not_confirmed':
    'This agency requires a confirmed e-mail address. Please submit this report on its website.',
  'errors.not_found': 'Not found.',
  'errors.method_not_allowed': 'This URL doesn’t accept this HTTP method.',
  'errors.stale_version': 'The report has changed since you opened it.',
  'errors.letter_changed': 'The letter’s wording has changed since it was shown.',
  'errors.against_rule': 'The agency’s rules don’t allow this.',
  'errors.act_not_allowed': 'This can’t be done while the report has this status.',
  'errors.idempotency_mismatch': 'This idempotency key was already used for something else.',
  'errors.cursor_expired': 'The server was restored or replaced, so everything has to be loaded again.',
  'errors.unavailable': 'The agency server can’t respond right now.',
  'errors.internal': 'Something went wrong on our side. Nothing was lost.',
  'errors.offline': 'Can’t reach the agency server.',
  'errors.bad_response': 'The agency server sent something this application doesn’t understand.',
  'errors.intercepted': 'Something on the network responded instead of the agency server.',
  'errors.untrusted_server': 'The server couldn’t prove that it is the agency server, so nothing was sent.',
  'errors.unknown_channel': 'Internal error: the window made a request the application doesn’t recognize.',
  'errors.signed_out': 'No one is signed in on this workstation.',
  'errors.cache_unreadable': 'The reports stored on this workstation can’t be opened with this key.',
  'errors.locked': 'This window is locked.',
  'errors.wrong_password': 'Wrong password.',
  'errors.cache_busy':
    'The reports stored on this workstation are being reorganized, so nothing was saved. Try again in a moment.',
  'errors.clock_set_back': 'This workstation’s clock was set back.',
  'errors.decisions_waiting': 'Some decisions on this workstation haven’t been sent yet.',
  'errors.not_here_yet': 'This workstation is still loading reports, so these decisions can’t be recovered yet.',
  'errors.newer_decision': 'There is a newer decision on these two reports.',
  'errors.disk_full': 'This workstation’s disk is full, so nothing was saved.',
  'errors.disk_refused': 'This workstation couldn’t write to its own folder, so nothing was saved.',
  'errors.not_saved': 'Couldn’t save to that folder.',
  'errors.keychain_unavailable': 'This workstation has no usable keychain.',
  'errors.update_needed': 'This version is too old for new decisions. Update P2C Review first.',
  'errors.server_too_old': 'The agency server’s version is too old for this application.',
  'errors.wrong_file': 'The file isn’t the one that was signed.',
  'errors.publisher_other':
    'The installer isn’t signed by the expected publisher. If the publisher’s certificate was renewed, a release must name the new one.',
  'errors.publisher_unchecked':
    'This computer couldn’t check who published the installer. PowerShell may be blocked on it.',
  'errors.nothing_to_undo': 'Already sent, so it can’t be undone here.',
  'errors.detail.cache_before_release':
    'These reports were stored by a pre-release version. Delete the data/ folder to start over.',
  'errors.detail.cache_of_newer_version':
    'The reports stored on this workstation were written by a newer version of this application.',
  'errors.detail.no_cache_key': 'There is no key for the reports stored on this workstation.',
  'errors.detail.no_cipher':
    'This installation can’t encrypt reports, so it can’t store any. Ask IT to reinstall P2C Review.',
  'errors.detail.report_gone':
    'The agency server no longer has this report: it was removed, or lost when the server was restored from a backup.',
  'errors.detail.file_infected': 'Malware was found in this file, so it can’t be opened or saved.',
  'errors.detail.dropped_elsewhere': 'You discarded this decision on another workstation.',
  'errors.detail.not_a_journal': 'This file isn’t an encrypted backup of unsent decisions.',
  'errors.detail.held_by':
    '{name} has already placed a legal hold on this report. You can change the hold’s reason and date under “Holds and retention.”',
  'errors.detail.no_hold': 'There is no legal hold on this report.',
  'errors.detail.hold_being_lifted': 'This legal hold is already being released.',
  'errors.detail.hold_not_being_lifted': 'This legal hold isn’t being released.',
  'errors.detail.own_account': 'You can’t change your own account. Ask another administrator.',
  'errors.detail.not_in_error_tray': 'This isn’t on the “Not accepted” list.',
  'errors.detail.other_model':
    'Someone else has tuned or activated different weights in the meantime. Review the weights again.',
  'errors.detail.newer_acts': 'This account has changed since you opened this page. Check the list again, then decide.',
  'errors.detail.others_decision': 'Only a supervisor or the officer who made the decision can reopen this report.',
  'errors.detail.reviewed_by': '{name} got to this review first, and each decision has only one reviewer.',
  'errors.detail.own_decision': 'An appeal of your own decision has to be decided by someone else.',
  'errors.detail.own_draft': 'A draft has to be published by someone other than its author.',
  'errors.detail.draft_open_already': 'You already have an open draft. Publish or discard it first.',
  'errors.detail.draft_changed': 'This draft was saved elsewhere in the meantime. Load it again.',
  'errors.detail.draft_not_ready': 'The author hasn’t marked this version of the draft as ready.',
  'errors.detail.draft_of_older_version':
    'Another version of the policy has been published since. The author has to update the draft first.',
  'errors.detail.server_address': 'The agency server’s address isn’t valid.',
  'errors.detail.server_not_https':
    'The agency server’s address must use https (http is allowed only for a server on this computer).',
  'errors.detail.server_not_origin':
    'The agency server’s address can’t include a path or anything after it. Use the form https://p2c.example.gov.',
  'errors.detail.not_saved_in': 'Couldn’t save to this folder: {path}',
  'errors.detail.settings_unreadable':
    'Can’t read this workstation’s settings, including which agency server it uses: {path}',
  'errors.detail.managed_settings_wrong':
    'Your IT department’s settings for this computer have an error: {path}{field, select, other { ({field})}}',
  'errors.detail.managed_settings_unreadable':
    '{path} could not be read, so it isn’t known whether your agency set up this computer. Nothing was started. Ask your IT staff.',
  'errors.detail.managed_settings_open':
    'People other than administrators can change the settings for this computer, so they aren’t used: {path}',
  'errors.detail.managed_settings_unchecked':
    'Windows could not say who can change {path}, so it isn’t used. PowerShell may be blocked on this computer. Ask your IT staff.',
  'errors.detail.no_managed_server': 'Your IT department must set the agency server for this computer: {path}',
  'errors.detail.audit_broken':
    'The audit log failed its integrity check at row {row, number}: that row was changed, or one is missing.',
  'errors.detail.no_second_factors': 'This server doesn’t use two-factor sign-in.',
  'errors.detail.has_second_factor':
    'Two-factor sign-in is already set up for this account. An administrator can reset it.',
  'errors.detail.directory_account': 'This account is managed in the agency’s directory: change it there.',
  'errors.detail.directory_canceled': 'You canceled the sign-in.',
  'errors.detail.directory_expired': 'That took too long, or the browser window was already used. Start again.',
  'errors.detail.directory_no_role': 'Your agency account has no access to P2C Review. Ask your IT department for it.',
  'errors.detail.directory_disabled': 'Your account here is disabled. Ask a P2C Review administrator.',
  'errors.detail.directory_no_name':
    'Your agency account has no username that P2C Review can use. Tell your IT department.',
  'errors.detail.directory_name_taken':
    'Another account here already has your username. A P2C Review administrator must link the two.',
  'errors.detail.directory_other_person':
    'Someone else is signed in to the agency account in the browser. Sign out there, then try again.',
  'errors.detail.directory_not_recent':
    'The agency’s sign-in page must ask you to sign in again, but it didn’t. Tell your IT department.',
  'errors.detail.directory_unreachable': 'The agency’s sign-in page isn’t responding right now.',
  'errors.detail.directory_failed':
    'The agency’s sign-in page sent something this server can’t accept. Tell your IT department.',
  'errors.detail.password_sign_in_off': 'Passwords are turned off for your account. Use your agency account.',
  'errors.detail.awaiting_second_person':
    'An administrator made this account, reset its password or changed its role. A second administrator or a supervisor must confirm that on the Confirmations page before you can sign in.',
  'errors.detail.second_person_needed':
    'Someone else must decide this: neither the administrator who made the change nor the officer whose account it is.',
  'errors.detail.recovery_code_not_accepted':
    'That recovery code is wrong or was already used. Try the next one on your list.',
  'errors.detail.no_app_to_recover': 'Recovery codes are for accounts with an authenticator app.',
  'errors.detail.model_of_other_shape':
    'Fields, blocking, levels, hypotheses and their rules must match the shipped model; only weights may differ.',
  'errors.detail.too_few_decisions':
    'There are {decisions, number} decisions on pairs of reports; at least {least, number} are needed.',
  'errors.detail.proxy_gone': 'Can’t reach the proxy {proxy}.',
  'errors.detail.proxy_login': 'The proxy {proxy} requires a username and password.',
  'errors.detail.no_service_token': 'This address needs a service account’s token in the Authorization: Bearer header.',
  'errors.detail.service_token_not_valid':
    'This token isn’t valid: it is mistyped, expired, replaced or revoked. An administrator can make a new one on the Service accounts page.',
  'errors.detail.other_service_scope':
    'This service account isn’t allowed to read this. On the Service accounts page, an administrator can create one that is allowed to.',
  'errors.detail.proxy_unsupported':
    'This computer’s proxy is of a type that isn’t supported (only http and https proxies are).',
  'errors.detail.proxy_refused':
    'The proxy {proxy} refused the connection to the agency server (status {status, number}).',
  'errors.detail.wrong_key':
    'The server’s key isn’t the one in your IT department’s settings, so nothing was sent. Its key: {pin}',
  'errors.update.not_asked': 'Couldn’t check the agency server for updates.',
  'errors.update.no_vendor_key':
    'This copy of P2C Review was built without the vendor’s key, so it can’t verify updates.',
  'errors.update.no_agency_key':
    'The settings for this computer don’t have the agency’s key for updates, so updates can’t be verified.',
  'errors.update.manifest_unreadable': 'The update’s description can’t be read.',
  'errors.update.vendor_signature': 'The vendor didn’t sign this update.',
  'errors.update.agency_signature': 'Your agency didn’t sign this update.',
  'errors.update.other_product': 'This update is for another product.',
  'errors.update.other_channel': 'This update is for another channel.',
  'errors.update.expired': 'This update has expired.',
  'errors.update.sequence_replayed': 'This update is older than one this workstation has already seen.',
  'errors.update.no_file': 'This update has no file for this kind of computer.',
  'errors.update.wrong_file': 'The file isn’t the one that was signed.',
  'errors.update.publisher_other':
    'The installer isn’t signed by the expected publisher. If the publisher’s certificate was renewed, a release must name the new one.',
  'errors.update.publisher_unchecked':
    'This computer couldn’t check who published the installer. PowerShell may be blocked on it.',
  'errors.update.not_installed': 'The update couldn’t be installed. The previous version is still running.',
  'errors.update.memory_unreadable': 'This workstation’s record of earlier updates can’t be read.',
  'errors.update.disk_full': 'This workstation doesn’t have enough free disk space.',
} as const;
