#!/bin/sh
ip route add 192.168.1.0/24 via 10.9.8.2 dev $1
