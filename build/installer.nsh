; A crash report of Windows has the memory of the program in it, and with it the reports that were open.
; https://learn.microsoft.com/windows/win32/wer/wer-settings (ExcludedApplications)
!macro customInstall
  WriteRegDWORD SHELL_CONTEXT "Software\Microsoft\Windows\Windows Error Reporting\ExcludedApplications" "${APP_EXECUTABLE_FILENAME}" 1
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\Microsoft\Windows\Windows Error Reporting\ExcludedApplications" "${APP_EXECUTABLE_FILENAME}"
!macroend
