# Windows 上开机即运行、意外退出后自动重新启动：系统自带的“任务计划程序”即可，不需要其他程序。
#   powershell -ExecutionPolicy Bypass -File windows-task.ps1 -Install [-Folder C:\dutymap]
#   …… -Status 看状态，-Stop 停止，-Remove 取消。各步见 docs\install.zh-CN.md。
# On Windows the product runs from the start of the machine and is started again when it ends, by the
# Task Scheduler that Windows brings; nothing else is needed. In a PowerShell of an administrator:
#   powershell -ExecutionPolicy Bypass -File windows-task.ps1 -Install [-Folder C:\dutymap]
#   … -Status, -Stop, -Remove. Step by step: docs\install.md.

param(
    [switch]$Install,
    [switch]$Status,
    [switch]$Stop,
    [switch]$Remove,
    [string]$Folder = "C:\dutymap",
    [string]$Name = "Dutymap"
)

$ErrorActionPreference = "Stop"
$Command = Join-Path $Folder "dutymap.cmd"

if ($Install) {
    if (-not (Test-Path $Command)) {
        Write-Error "$Command 不存在，请先安装。 / is not there: install first."
    }
    $Action = New-ScheduledTaskAction -Execute "$env:SystemRoot\System32\cmd.exe" `
        -Argument "/c `"`"$Command`" run >> `"$Folder\local\server.log`" 2>&1`"" `
        -WorkingDirectory $Folder
    $Trigger = New-ScheduledTaskTrigger -AtStartup
    # A user without rights, who may write what the office keeps and nothing else.
    $Who = New-ScheduledTaskPrincipal -UserId "NT AUTHORITY\LOCAL SERVICE" -LogonType ServiceAccount
    icacls (Join-Path $Folder "local") /grant "*S-1-5-19:(OI)(CI)M" | Out-Null
    $Settings = New-ScheduledTaskSettingsSet -RestartCount 999 `
        -RestartInterval (New-TimeSpan -Minutes 1) -ExecutionTimeLimit ([TimeSpan]::Zero) `
        -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
    Register-ScheduledTask -TaskName $Name -Action $Action -Trigger $Trigger -Principal $Who `
        -Settings $Settings -Force | Out-Null
    Start-ScheduledTask -TaskName $Name
}
elseif ($Stop) {
    Stop-ScheduledTask -TaskName $Name
}
elseif ($Remove) {
    Stop-ScheduledTask -TaskName $Name
    Unregister-ScheduledTask -TaskName $Name -Confirm:$false
}
elseif ($Status) {
    Get-ScheduledTask -TaskName $Name | Get-ScheduledTaskInfo
}
else {
    Get-Content $PSCommandPath -TotalCount 8 -Encoding UTF8
}
