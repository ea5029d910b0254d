#!/bin/sh
ip rule add iif br-lan table 1
