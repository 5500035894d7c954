#!/bin/bash
ID=$(xenstore-read vm) # finds: xenstore
sudo /usr/bin/xenstore-ls device/vbd > /tmp/vbd # finds: xenstore
