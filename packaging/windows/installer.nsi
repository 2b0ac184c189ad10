; The Windows installer: for one user, so that no administrator is needed.
; Compiled by builder/windows.py, which defines VERSION, NUMBERS, PAYLOAD, TARGET, SIZE_KB,
; MIME_TYPE and ICON.
Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"

!define TITLE "Formula Scanner"
!define PROGRAM "formula-scanner.exe"
!define PUBLISHER "The Formula Scanner developers"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\FormulaScanner"
!define FORMULA "FormulaScanner.Formula"
; SHCNE_ASSOCCHANGED: Explorer looks at the file types again
!define REFRESH_TYPES `System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'`

Name "${TITLE}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\${TITLE}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${TITLE} Setup"
VIAddVersionKey /LANG=0 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Korean"

LangString RUNNING ${LANG_ENGLISH} "${TITLE} is running. Close its windows, then press Retry."
LangString RUNNING ${LANG_KOREAN} "${TITLE}가 실행 중입니다. 창을 닫은 뒤 다시 시도를 누르십시오."
LangString TYPE_NAME ${LANG_ENGLISH} "Formula Scanner formula"
LangString TYPE_NAME ${LANG_KOREAN} "포뮬러 스캐너 수식"

LangString TOO_OLD ${LANG_ENGLISH} "${TITLE} needs Windows 10, version 1903, or newer."
LangString TOO_OLD ${LANG_KOREAN} "${TITLE}에는 Windows 10 버전 1903 이상이 필요합니다."

; The user's PATH, so that formula-scan is found in a terminal. A text of NSIS has up to 1,023
; characters: a longer PATH reads like an empty one, or would be cut, and is left alone.
!macro AddToPath
  ReadRegStr $0 HKCU "Environment" "Path"
  ${If} $0 == ""
    StrCpy $2 0
    ${Do}
      EnumRegValue $1 HKCU "Environment" $2
      IntOp $2 $2 + 1
      ${If} $1 == "Path"
        ${Break}
      ${EndIf}
    ${LoopUntil} $1 == ""
  ${Else}
    StrCpy $1 ""
  ${EndIf}
  StrLen $2 "$0;$INSTDIR"
  ${If} $1 == ""
  ${AndIf} $2 < 1000
    ${WordAdd} "$0" ";" "+$INSTDIR" $0
    WriteRegExpandStr HKCU "Environment" "Path" "$0"
    !insertmacro TellOfPath
  ${EndIf}
!macroend

!macro RemoveFromPath
  ReadRegStr $0 HKCU "Environment" "Path"
  ${If} $0 == "$INSTDIR"
    DeleteRegValue HKCU "Environment" "Path"
    !insertmacro TellOfPath
  ${ElseIf} $0 != ""
    ${un.WordAdd} "$0" ";" "-$INSTDIR" $0
    WriteRegExpandStr HKCU "Environment" "Path" "$0"
    !insertmacro TellOfPath
  ${EndIf}
!macroend

!macro TellOfPath
  SendMessage ${HWND_BROADCAST} ${WM_WININICHANGE} 0 "STR:Environment" /TIMEOUT=5000
!macroend

; A running program holds its file open, so that it cannot be renamed or written.
!macro WaitUntilClosed
  retry:
    IfFileExists "$INSTDIR\${PROGRAM}" 0 closed
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    IfErrors 0 free
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY retry
    SetErrorLevel 2
    Quit
  free:
    FileClose $0
  closed:
!macroend

; Everything below the folder is ours; the user's candles and formulas lie in the profile.
!macro RemoveProgram
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\doc"
  Delete "$INSTDIR\formula-scanner.exe"
  Delete "$INSTDIR\formula-scan.exe"
!macroend

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
  ; Times in zones are computed by Windows's own ICU, which came with 1903.
  ${IfNot} ${AtLeastBuild} 18362
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section
  !insertmacro WaitUntilClosed
  ; An upgrade must not leave files that the new release does not have.
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  !insertmacro AddToPath
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "Software\Classes\.formula" "" "${FORMULA}"
  WriteRegStr HKCU "Software\Classes\.formula" "Content Type" "${MIME_TYPE}"
  WriteRegStr HKCU "Software\Classes\${FORMULA}" "" "$(TYPE_NAME)"
  WriteRegStr HKCU "Software\Classes\${FORMULA}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\${FORMULA}\shell\open\command" "" \
    '"$INSTDIR\${PROGRAM}" "%1"'
  ${REFRESH_TYPES}

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "${SIZE_KB}"
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "Uninstall"
  !insertmacro WaitUntilClosed
  !insertmacro RemoveProgram
  !insertmacro RemoveFromPath
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  ; Another program may have taken the extension over meanwhile.
  ReadRegStr $0 HKCU "Software\Classes\.formula" ""
  StrCmp $0 "${FORMULA}" 0 +2
  DeleteRegKey HKCU "Software\Classes\.formula"
  DeleteRegKey HKCU "Software\Classes\${FORMULA}"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${REFRESH_TYPES}
SectionEnd
