#!/bin/bash
command -v xen-detect >/dev/null || apt-get install -y xen-utils-common # finds: xen-detect
