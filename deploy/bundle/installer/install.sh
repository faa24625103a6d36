#!/bin/sh
# 一条命令安装，不需要网络：sh install.sh [文件夹]，默认 /opt/dutymap。已装过的会更新，local 和数据不动。
# 用别的 Python：PYTHON=/路径/python3.12 sh install.sh。各步见 product/docs/install.zh-CN.md。
# Installs without a network by one command: sh install.sh [FOLDER], by default /opt/dutymap. What
# is installed there is updated; local and its data stay. See product/docs/install.md.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
if [ -n "$PYTHON" ]; then
    exec "$PYTHON" "$here/install.py" "$@"
fi
for python in python3.13 python3.12 python3.11; do
    if "$python" -c "" 2>/dev/null; then
        exec "$python" "$here/install.py" "$@"
    fi
done
if python3 -c "" 2>/dev/null; then
    exec python3 "$here/install.py" "$@"  # which says what is missing, where it is too old
fi
echo "没有找到 Python。请先安装 Python 3.11、3.12 或 3.13（系统安装盘或离线软件源中有）。" >&2
echo "No Python found. Install Python 3.11, 3.12 or 3.13 first, from the system's own media." >&2
exit 1
