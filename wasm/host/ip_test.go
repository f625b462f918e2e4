package host

import (
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"
)

// IPv6 is read where net/netip reads it, and means the same.
func TestIPv6AgreesWithNetip(t *testing.T) {
	parts := []string{"0", "1", "00", "ffff", "12345", "DB8", "g", "", ":", "::", ":", ":", "192.0.2.1", "192.0.02.1", "1.2.3", "256.0.0.0", "%25", " ", "+1", "-1", "0x1", "1_0"}
	random := rand.New(rand.NewPCG(6, 4))
	read := 0
	for range 300_000 {
		var s strings.Builder
		for range 1 + random.IntN(17) {
			s.WriteString(parts[random.IntN(len(parts))])
			if random.IntN(3) > 0 {
				s.WriteByte(':')
			}
		}
		raw := strings.TrimSuffix(s.String(), ":")
		got, err := parseIPv6(raw)
		want, wantErr := netip.ParseAddr(raw)
		if (err == nil) != (wantErr == nil && want.Is6() && want.Zone() == "") {
			t.Fatalf("[%s]: %v; netip says %v", raw, err, wantErr)
		}
		if err != nil {
			continue
		}
		read++
		if again, err := netip.ParseAddr(strings.Trim(got, "[]")); err != nil || again != want {
			t.Fatalf("[%s]: written as %s, which is %s; want %s", raw, got, again, want)
		}
	}
	if read < 1000 {
		t.Errorf("only %d addresses were readable", read)
	}
}

func TestIPv4AgreesWithNetip(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 6))
	for range 10_000 {
		address := random.Uint32()
		want := netip.AddrFrom4([4]byte{byte(address >> 24), byte(address >> 16), byte(address >> 8), byte(address)}).String()
		if got := writeIPv4(address); got != want {
			t.Fatalf("%#x: %s; want %s", address, got, want)
		}
	}
}
