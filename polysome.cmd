@echo off
rem Starts Polysome on Windows: finds a JDK 25, builds once if needed, and sets what the engine needs.
rem   POLYSOME_HEAP       the most memory for Java objects, such as 8g (default: 40 %% of the machine)
rem   POLYSOME_JAVA_OPTS  further options for Java
setlocal EnableExtensions
set "home=%~dp0"

call :find_jdk
if not defined jdk (
  echo polysome: no JDK 25 was found ^(looked at JAVA_HOME, the PATH and the usual folders^). 1>&2
  echo Install Temurin 25 from https://adoptium.net/temurin/releases/?version=25 or set JAVA_HOME. 1>&2
  exit /b 4
)

if not exist "%home%core\pom.xml" (
  set "class_path=%home%lib\*"
  goto start
)
set "class_path=%home%core\target\polysome-core.jar"
if exist "%class_path%" goto start
where mvn >nul 2>nul
if errorlevel 1 (
  echo polysome: building needs Apache Maven on the PATH, see https://maven.apache.org/install.html 1>&2
  exit /b 4
)
if not exist "%home%core\target" md "%home%core\target"

rem Of several that start at the same moment one builds; to the others the lock file cannot be opened.
:wait
set "locked="
3>&2 2>nul (call :build 9>"%home%core\target\build.lock")
if not defined locked (
  ping -n 3 127.0.0.1 >nul
  goto wait
)
if not exist "%class_path%" (
  echo polysome: the build failed; see above 1>&2
  exit /b 4
)

:start
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"
if not defined GOMP_SPINCOUNT set "GOMP_SPINCOUNT=1000"
if not defined OPENBLAS_THREAD_TIMEOUT set "OPENBLAS_THREAD_TIMEOUT=4"
if defined POLYSOME_HEAP (set "heap=-Xmx%POLYSOME_HEAP%") else (set "heap=-XX:MaxRAMPercentage=40")
"%jdk%\bin\java" %heap% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
  -XX:-UsePerfData -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 ^
  -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Dorg.bytedeco.javacpp.logger=slf4j ^
  %POLYSOME_JAVA_OPTS% -cp "%class_path%" org.polysome.cli.Polysome %*
exit /b %errorlevel%

:build
set "locked=yes"
if exist "%class_path%" exit /b 0
echo polysome: building ^(once; the first time also downloads about 150 MB of libraries^) 1>&3
set "JAVA_HOME=%jdk%"
call mvn -q -Dquick -Dmaven.test.skip=true -f "%home%pom.xml" -pl core package 1>&3 2>&3
exit /b 0

:find_jdk
call :try "%JAVA_HOME%"
for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :try "%%~dp$PATH:j.."
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*") do call :try "%%~d"
for /d %%d in ("%ProgramFiles%\Java\jdk-25*") do call :try "%%~d"
for /d %%d in ("%ProgramFiles%\Microsoft\jdk-25*") do call :try "%%~d"
for /d %%d in ("%USERPROFILE%\.jdks\*") do call :try "%%~d"
exit /b 0

:try
if defined jdk exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
findstr /b /r /c:"JAVA_VERSION=.25[^0-9]" "%~1\release" >nul 2>nul && set "jdk=%~1"
exit /b 0
