; What electron-builder's own check of a running application needs, and leaves out where there is one of ours.
!include "getProcessInfo.nsh"
Var pid

; An installer without a window (Intune, Configuration Manager) never ends an application in which somebody works:
; 1618 is "another installation is in progress", after which both try again. With a window, electron-builder's
; template asks first. An update that the application itself started has ended it already, and waits for it.
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

; A crash report of Windows has the memory of the program in it, and with it the reports that were open.
; https://learn.microsoft.com/windows/win32/wer/wer-settings (ExcludedApplications)
!macro customInstall
  WriteRegDWORD SHELL_CONTEXT "Software\Microsoft\Windows\Windows Error Reporting\ExcludedApplications" "${APP_EXECUTABLE_FILENAME}" 1
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\Microsoft\Windows\Windows Error Reporting\ExcludedApplications" "${APP_EXECUTABLE_FILENAME}"
!macroend
