# Finds a JDK for ./cofre and .ci/run; to be sourced by a POSIX shell.

# The feature number of the JDK at $1 in $jdk_version; fails if there is none. Reads a file rather than start a JVM.
jdk_version() {
  jdk_version=
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      jdk_version=${value%%[!0-9]*}
    fi
  done <"$1/release"
  [ -n "$jdk_version" ]
}

# Sets $jdk to the home and $jdk_version to the feature number of a JDK of 21 or later: JAVA_HOME, else the one on the
# PATH, else the newest in the usual folders. Fails if there is none.
find_jdk() {
  jdk=${JAVA_HOME:-}
  if [ -n "$jdk" ] && jdk_version "$jdk" && [ "$jdk_version" -ge 21 ]; then return 0; fi
  if jdk=$(command -v javac) && jdk=$(readlink -f "$jdk" 2>/dev/null); then
    jdk=${jdk%/bin/javac}
    if jdk_version "$jdk" && [ "$jdk_version" -ge 21 ]; then return 0; fi
  fi
  jdk=
  newest=20
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/*; do
    if jdk_version "$home" && [ "$jdk_version" -gt "$newest" ]; then
      newest=$jdk_version
      jdk=$home
    fi
  done
  jdk_version=$newest
  [ -n "$jdk" ]
}
