# Shared by the commands in bin: finds a JDK 25 and builds the project when needed.
# The sourcing script sets STOCKRULE_HOME to the project's folder.

# The major version of the Java in folder $1, or 0.
java_version_of() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || { echo 0; return; }
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    echo "${version:-0}"
}

# The folder of the java on the PATH, or nothing.
java_on_path() {
    on_path=$(command -v java) || return 0
    while [ -L "$on_path" ]; do
        link=$(readlink "$on_path")
        case $link in
            /*) on_path=$link ;;
            *) on_path=$(dirname "$on_path")/$link ;;
        esac
    done
    dirname "$(dirname "$on_path")"
}

# Sets JAVA_HOME to a JDK 25 or newer, or ends the script.
find_java() {
    old_ifs=$IFS
    IFS='
'
    for home in "${JAVA_HOME:-}" $(java_on_path) /usr/lib/jvm/* /opt/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/*; do
        if [ -n "$home" ] && [ "$(java_version_of "$home")" -ge 25 ]; then
            IFS=$old_ifs
            JAVA_HOME=$home
            export JAVA_HOME
            return 0
        fi
    done
    IFS=$old_ifs
    echo "Stockrule needs a JDK 25 or newer and found none." >&2
    echo "Install one (for example from https://adoptium.net/temurin/releases/?version=25)" >&2
    echo "and set JAVA_HOME to its folder." >&2
    exit 2
}

# Ends the script unless Maven is there.
find_maven() {
    if ! command -v mvn >/dev/null 2>&1; then
        echo "Stockrule needs Maven 3.8.7 or newer, and there is no mvn on the PATH." >&2
        echo "Install it (for example apt-get install maven, or https://maven.apache.org/download.cgi)." >&2
        exit 2
    fi
}

# True when the built application, simulators included, is as new as what it is built from.
is_built() {
    built=$STOCKRULE_HOME/target/quarkus-app/quarkus-run.jar
    [ -f "$built" ] && [ -z "$(cd "$STOCKRULE_HOME" && find pom.xml src/main src/simulator -newer "$built" | head -n 1)" ]
}

# Builds the application if it is missing or older than its sources. What it says goes to standard error.
build_if_needed() {
    is_built && return 0
    find_maven
    echo "Building Stockrule; the first time takes some minutes ..." >&2
    if ! (cd "$STOCKRULE_HOME" && mvn -B -ntp -q package -Dmaven.test.skip=true -DskipFormatCheck=true) >&2; then
        echo "The build failed; see above." >&2
        exit 2
    fi
    touch "$STOCKRULE_HOME/target/quarkus-app/quarkus-run.jar"
}
