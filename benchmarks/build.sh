# Sourced by the scripts beside it, from the root of the repository.
# Builds the benchmarks and sets $java and $classpath.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mvn -q -B -ntp compile dependency:build-classpath -pl benchmarks -am \
  -Dmdep.includeScope=compile -Dmdep.outputFile=target/classpath >&2 || exit 1
classpath=$PWD/benchmarks/target/classes:$(cat benchmarks/target/classpath)
