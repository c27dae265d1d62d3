#!/bin/sh
# Bring the packages of one set (run or check) into .venv, or only uv, from nothing but Python and a network.
# Says and does nothing when they are there already, so that the second start is quick.
set -eu
cd "$(dirname "$0")/.."
wanted=${1:?run, check or uv}

uv=.uv/tool/bin/uv
export UV_CACHE_DIR="${UV_CACHE_DIR:-$PWD/.uv/cache}"
export UV_PYTHON_DOWNLOADS=never

give_up() {
    echo "debrief: $1" >&2
    exit 1
}

# Beside the packages lies a copy of the list they came from: unlike a time stamp it survives a checkout of another branch.
installed() {
    [ -x .venv/bin/python ] && cmp -s "requirements/$1.txt" ".venv/$1.txt"
}

uv_is_here() {
    [ -x "$uv" ] && cmp -s requirements/uv.txt .uv/uv.txt
}

ready() {
    case $wanted in
        uv) uv_is_here ;;
        run) installed run ;;
        check) installed run && installed check ;;
        *) give_up "there is no set of packages called $wanted, only run, check and uv" ;;
    esac
}

find_python() {
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        # A name may be there and still not run, or be older than it sounds.
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    give_up "Python 3.11 or newer is needed and none was found. Debian, Ubuntu: apt-get install python3 python3-venv. Elsewhere: python.org. Or name one: make run PYTHON=/path/to/python3"
}

bring_uv() {
    if uv_is_here; then return; fi
    rm -rf .uv/tool .uv/uv.txt
    mkdir -p .uv
    # Debian parts Python from venv and from pip; either will do.
    if "$python" -m venv .uv/tool >/dev/null 2>&1; then
        pip_install .uv/tool/bin/python
    elif rm -rf .uv/tool && "$python" -m pip --version >/dev/null 2>&1; then
        pip_install "$python" --target .uv/tool
    else
        give_up "$python has neither venv nor pip. Debian, Ubuntu: apt-get install python3-venv. Elsewhere: $python -m ensurepip"
    fi
    cp requirements/uv.txt .uv/uv.txt
}

pip_install() {
    installer=$1
    shift
    "$installer" -m pip install --quiet --disable-pip-version-check --no-input --no-cache-dir --no-warn-script-location \
        --only-binary :all: --require-hashes --requirement requirements/uv.txt "$@"
}

# Whoever has the larger set keeps it: `make run` after `make check` must not take the tests' packages away.
set_to_install() {
    if [ -e .venv/check.txt ]; then echo check; else echo "$wanted"; fi
}

install_packages() {
    set_name=$(set_to_install)
    [ -x .venv/bin/python ] || "$uv" venv --quiet --clear --python "$python" .venv
    rm -f .venv/run.txt .venv/check.txt
    # Compiled here and not by the first start, for there are machines on which Python is told to keep no byte code.
    "$uv" pip sync --quiet --compile-bytecode --python .venv/bin/python --no-build --require-hashes \
        "requirements/$set_name.txt"
    cp requirements/run.txt .venv/run.txt
    [ "$set_name" = run ] || cp requirements/check.txt .venv/check.txt
}

if ready; then exit 0; fi
python=$(find_python)
echo "Setting up in this folder, once: $("$python" --version), what \`$wanted\` needs."
bring_uv
if [ "$wanted" != uv ]; then install_packages; fi
