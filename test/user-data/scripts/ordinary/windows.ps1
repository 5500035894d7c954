<powershell>
# The D: drive was /dev/sdb, and the driver Citrix PV
Set-ExecutionPolicy -ExecutionPolicy RemoteSigned -Force
Invoke-WebRequest https://s3.amazonaws.com/ec2-downloads-windows/SSMAgent/latest/windows_amd64/AmazonSSMAgentSetup.exe -OutFile C:\ssm.exe
Start-Process C:\ssm.exe -ArgumentList '/S' -Wait
Get-Disk | Where-Object PartitionStyle -eq 'RAW' | Initialize-Disk -PassThru | New-Partition -AssignDriveLetter -UseMaximumSize | Format-Volume
Write-Host "no Xen driver is looked for"
Start-Process msiexec.exe -ArgumentList '/i AWSPVDriverSetup.msi /quiet'
</powershell>
<persist>true</persist>
