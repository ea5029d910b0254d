set -e
ip link set lo up
sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.addr_gen_mode=0 || true
ip link add wan1 address 02:00:00:00:00:01 type veth peer name peer1
ip link add wan2 address 02:00:00:00:00:02 type veth peer name peer2
ip link set peer1 address 02:00:00:00:01:01; ip link set peer2 address 02:00:00:00:01:02
ip link add name br-lan address 02:00:00:00:00:04 type bridge
ip tuntap add tun7 mode tun
ip tuntap add down0 mode tap
ip link set tun7 up; ip link set br-lan up
for d in wan1 wan2 peer1 peer2; do ip link set $d up; done
ip addr add 192.0.2.1/24 dev wan1; ip addr add 198.51.100.1/25 dev wan2
ip addr add 10.8.0.2 peer 10.8.0.1/32 dev tun7
ip addr add 2001:db8:1::1/64 dev wan1 nodad; ip addr add 2001:db8:2::1/64 dev wan2 nodad; ip addr add fd00:8::2 peer fd00:8::1/128 dev tun7 nodad
ip addr add 127.0.0.2/8 dev lo scope host
# routes
ip route add default proto static metric 10 nexthop via 192.0.2.254 dev wan1 weight 3 nexthop via 198.51.100.126 dev wan2 weight 1
ip route add default via 192.0.2.254 dev wan1 table 1001 src 192.0.2.1 mtu 1400
ip route add default via 198.51.100.126 dev wan2 table 300000
ip route add 203.0.113.0/24 via inet6 2001:db8:1::fe dev wan1
ip nexthop add id 5 via 192.0.2.253 dev wan1
ip nexthop add id 6 via 192.0.2.252 dev wan1
ip nexthop add id 7 group 5,2/6,3
ip route add 203.0.114.0/24 nhid 5
ip route add 203.0.115.0/24 nhid 7
ip route add blackhole 10.66.0.0/16
ip route add unreachable 10.67.0.0/16 metric 4278198272
ip route add prohibit 10.68.0.0/16
ip route add throw 10.69.0.0/16 table 1001
ip route add 10.70.0.0/16 via 192.0.2.77 dev wan1 onlink
ip route add 10.71.0.0/16 dev tun7
ip route add 10.72.0.0/15 dev wan1 tos 0x10 proto bird
ip -6 route add default proto static metric 1024 nexthop via 2001:db8:1::fe dev wan1 weight 5 nexthop via 2001:db8:2::fe dev wan2 weight 2
ip -6 route add default via fe80::1 dev wan1 table 1001 proto ra expires 1800
ip -6 route add default from 2001:db8:2::/48 via fe80::2 dev wan2 metric 512
ip -6 route add blackhole 2001:db8:66::/48
ip -6 route add unreachable fd00::/8 metric 2147483647
ip -6 route add ::ffff:0:0/96 via 2001:db8:1::fe dev wan1
ip -6 nexthop add id 8 via 2001:db8:1::fd dev wan1
ip -6 route add 2001:db8:67::/48 nhid 8
# rules
ip rule add from 192.0.2.1 lookup 1001 pref 1001
ip rule add from 192.0.2.0/24 to 203.0.113.0/24 iif br-lan lookup 300000 pref 1100
ip rule add fwmark 0x100/0x3f00 lookup 1001 pref 1200
ip rule add fwmark 0 lookup 1001 pref 1210 2>/dev/null || true
ip rule add fwmark 0x7 lookup 1001 pref 1220
ip rule add not fwmark 0xca6c lookup 51820 pref 1300
ip rule add lookup main suppress_prefixlength 0 pref 1301
ip rule add iif gone0 lookup 1001 pref 1400
ip rule add oif wan2 lookup 300000 pref 1401
ip rule add from 10.0.0.0/8 goto 1600 pref 1500
ip rule add to 10.66.0.0/16 blackhole pref 1501
ip rule add to 10.67.0.0/16 unreachable pref 1502
ip rule add to 10.68.0.0/16 prohibit pref 1503
ip rule add nop pref 1504 2>/dev/null || true
ip rule add lookup 1001 pref 1600 uidrange 1000-1001
ip rule add lookup 1001 pref 1601 ipproto tcp dport 80
ip -6 rule add from 2001:db8:1::/64 lookup 1001 pref 1001
ip -6 rule add from fd00::/8 goto 32766 pref 900
ip -6 rule add lookup main suppress_prefixlength 0 pref 1301
# neighbours
ip neigh add 192.0.2.254 lladdr 02:00:00:00:01:fe dev wan1 nud permanent
ip neigh add 192.0.2.253 lladdr 02:00:00:00:01:fd dev wan1 nud stale
ip neigh add 192.0.2.252 dev wan1 nud failed 2>/dev/null || true
ip neigh add 2001:db8:1::fe lladdr 02:00:00:00:01:fe dev wan1 router nud reachable
ip neigh add 198.51.100.126 lladdr 02:00:00:00:02:fe dev wan2 nud noarp
ip mptcp limits set subflow 3 add_addr_accepted 2
ip mptcp endpoint add 192.0.2.1 dev wan1 id 1 subflow
ip mptcp endpoint add 198.51.100.1 dev wan2 id 2 subflow backup
ip mptcp endpoint add 2001:db8:1::1 id 3 signal port 4443 || true
ip mptcp endpoint add 192.0.2.9 id 9 subflow fullmesh
ip link set peer2 down; sleep 0.3
