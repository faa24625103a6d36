@echo off
chcp 65001 >nul
rem 一条命令安装，不需要网络：install.cmd [文件夹]，默认 C:\dutymap。已装过的会更新，local 和数据不动。
rem 各步见 product\docs\install.zh-CN.md。
rem Installs without a network by one command: install.cmd [FOLDER], by default C:\dutymap.
rem What is installed there is updated; local and its data stay. See product\docs\install.md.
where py >nul 2>nul && (py -3 "%~dp0install.py" %* & goto end)
where python >nul 2>nul && (python "%~dp0install.py" %* & goto end)
echo 没有找到 Python。请先安装 Python 3.11、3.12 或 3.13（64 位）。
echo No Python found. Install Python 3.11, 3.12 or 3.13 (64 bit) first.
exit /b 1
:end
exit /b %errorlevel%
