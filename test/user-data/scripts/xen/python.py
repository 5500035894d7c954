#!/usr/bin/env python
import os
def on_ec2():
    # on Nitro there is no such file
    return os.path.exists('/sys/hypervisor/uuid') # finds: hypervisor in sysfs
