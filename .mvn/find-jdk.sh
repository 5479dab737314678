# Finds a JDK 25 and sets JAVA_HOME to it; sourced by ../polysome and ../mvnw.
# Looks at JAVA_HOME, the PATH, and the folders where systems and SDKMAN keep their JDKs. The version
# is read from the file `release` of each JDK, so that none has to be started.

is_jdk_25() {
  [ -x "$1/bin/java" ] && [ -f "$1/release" ] && grep -q '^JAVA_VERSION="25[".+-]' "$1/release"
}

# The folder of the JDK whose java is first on the PATH, through symbolic links.
jdk_on_path() {
  java=$(command -v java) || return 1
  while [ -L "$java" ]; do
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=$(dirname "$java")/$target ;;
    esac
  done
  (cd "$(dirname "$java")/.." 2>/dev/null && pwd -P)
}

find_jdk_25() {
  for candidate in \
    "${JAVA_HOME:-}" \
    "$(jdk_on_path)" \
    /usr/lib/jvm/* \
    /usr/java/* \
    /opt/java/* \
    /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
    "$HOME"/.jdks/* \
    "$HOME"/.local/share/mise/installs/java/* \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    if is_jdk_25 "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "polysome: no JDK 25 was found (looked at JAVA_HOME, the PATH and the usual folders)." >&2
  echo "Install Temurin 25 from https://adoptium.net/temurin/releases/?version=25 or set JAVA_HOME." >&2
  return 4
}
