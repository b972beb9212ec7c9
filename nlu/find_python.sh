#!/bin/sh
# Print the path of a Python of the wanted version that really runs: on the path, in a pyenv folder, or through uv.
# A pyenv shim may exist and fail, so every candidate is tried before it is named.
want="$1"
uv="$2"
for candidate in "python$want" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$want".*/bin/"python$want" \
    /opt/pyenv/versions/"$want".*/bin/"python$want" /usr/local/bin/"python$want"; do
    if "$candidate" -c "import sys; raise SystemExit('%d.%d' % sys.version_info[:2] != '$want')" >/dev/null 2>&1; then
        command -v "$candidate"
        exit 0
    fi
done
found=$("$uv" python find "$want" 2>/dev/null) && "$found" -c "" >/dev/null 2>&1 && { echo "$found"; exit 0; }
"$uv" python install --quiet "$want" >/dev/null 2>&1 && "$uv" python find "$want" && exit 0
echo "Python $want was not found and could not be fetched. Please install it, then run make again." >&2
exit 2
