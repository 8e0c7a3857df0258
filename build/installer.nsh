; electron-builder's own check for a running application needs these lines, but omits them if there is a custom check.
!include "getProcessInfo.nsh"
Var pid

; A silent installer (Intune, Configuration Manager) never closes an application that somebody may be using: it exits
; with 1618 ("another installation is in progress"), after which both tools try again. With a window, electron-builder's
; template asks first. When the application updates itself, it is already quitting, and the installer waits for it.
!macro customCheckAppRunning
  !insertmacro IS_POWERSHELL_AVAILABLE
  ${if} ${Silent}
  ${andIfNot} ${isUpdated}
    !insertmacro FIND_PROCESS "${APP_EXECUTABLE_FILENAME}" $R0
    ${if} $R0 == 0
      SetErrorLevel 1618
      Quit
    ${endIf}
  ${else}
    !insertmacro _CHECK_APP_RUNNING
  ${endIf}
!macroend

; Excludes the application from Windows crash reports, which contain its memory and thus the reports that were open.
; https://learn.microsoft.com/windows/win32/wer/wer-settings (ExcludedApplications)
!macro customInstall
  WriteRegDWORD SHELL_CONTEXT "Software\Microsoft\Windows\Windows Error Reporting\ExcludedApplications" "${APP_EXECUTABLE_FILENAME}" 1
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\Microsoft\Windows\Windows Error Reporting\ExcludedApplications" "${APP_EXECUTABLE_FILENAME}"
!macroend
