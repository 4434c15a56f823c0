#!/bin/sh
# A wrapper of the compiler that instruments only the code under test:
# RUSTC_WRAPPER=./wrap.sh cargo build
case "$*" in
*"--crate-name xunlan "* | *"--crate-name parse "*)
    exec "$@" --cfg fuzzing -Cpasses=sancov-module \
        -Cllvm-args=-sanitizer-coverage-level=4 \
        -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
        -Cllvm-args=-sanitizer-coverage-pc-table ;;
*) exec "$@" ;;
esac
