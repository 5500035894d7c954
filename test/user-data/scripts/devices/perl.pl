#!/usr/bin/perl
system("mkfs -t ext4 /dev/xvdf"); # finds: disk device
my $nic = 'eth0'; # finds: network interface
