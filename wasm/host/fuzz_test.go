package host

import (
	"os"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"tashikame/wasm/rules"
)

// FuzzRead: what was read once reads the same again, and a host that can be
// read has no character that ends a host.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"https://amazon.co.jp@x.example/a/../b?c#d", "//x.example", `https:\\x.example`, "ht\ntp://%61.example", "http://0x7f.1/", "http://[::1]:80/",
		"https://ａmazon。co．jp/", "https://xn--mazon-3ve.com", "mailto:a@b", "\x00 javascript:x",
	} {
		f.Add(seed, "")
		f.Add(seed, "https://mail.example/a/b?c#d")
	}
	f.Fuzz(func(t *testing.T, raw, base string) {
		u, err := Read(raw, base)
		if err != nil {
			return
		}
		if _, web := special[u.Scheme]; !web {
			return
		}
		if u.Host == "" || strings.ContainsAny(u.Host, "/\\?#@% \t\n") || !strings.HasPrefix(u.Path, "/") {
			t.Fatalf("%q: host %q, path %q", raw, u.Host, u.Path)
		}
		again, err := Read(u.String(), "")
		if err != nil || again.String() != u.String() {
			t.Fatalf("%q: %q, then %q (%v)", raw, u.String(), again.String(), err)
		}
	})
}

// FuzzFollow: every link leads somewhere within bounds, and a link that leads
// to Amazon is on a host that Amazon owns.
func FuzzFollow(f *testing.F) {
	table := NewTable(rules.Baseline())
	for _, seed := range []string{
		"https://www.google.com/url?q=https%3A%2F%2Fx.example", "https://urldefense.com/v3/__https://x.example/a*b__;Kys!!x$",
		"https://urldefense.proofpoint.com/v2/url?u=https-3A__x.example_", "https://www-x-example.translate.goog/", "https://r.search.yahoo.com/RU=https%3a%2f%2fx.example/RK=2",
		"https://abc.r.us-east-1.awstrack.me/L0/https:%2F%2Fx.example%2Fa/1/x", "https://www.amazon.co.jp/gp/redirect.html?location=//x.example",
		"https://www.bing.com/ck/a?u=a1aHR0cHM6Ly94LmV4YW1wbGUv", "www.amazon.co.jp/x", "#x",
	} {
		f.Add(seed, "")
	}
	f.Fuzz(func(t *testing.T, raw, base string) {
		d := table.Follow(raw, base, "amazon")
		if d.Kind == "" || len(d.Via) > maxLayers {
			t.Fatalf("%q: %+v", raw, d)
		}
		if d.Kind == Owned && (d.Owner != "amazon" || table.Look(d.Host).Owner != "amazon") {
			t.Fatalf("%q: owned, but %q", raw, d.Host)
		}
		if d.Kind == Unreadable != (d.How == NotReadable) {
			t.Fatalf("%q: %s, %s", raw, d.Kind, d.How)
		}
		spansFit(t, &d.Identity)
	})
}

// FuzzLook: IDNA and judging. A name is what it is however it is written.
func FuzzLook(f *testing.F) {
	table := NewTable(rules.Baseline())
	for _, seed := range []string{
		"amazon.co.jp", "xn--mazon-3ve.com", "аmazon.com", "AMAZ0N.example.", "a。b．c｡d", "%61%6d", "xn--", "xn--a-ecp.ru", "faß.de", "0x7f.1", "[::1]",
		"a\u200db.example", "アマゾン.コム", "ﷺ.example",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		id := table.Look(raw)
		spansFit(t, &id)
		if id.How == NotReadable {
			if id.Host != "" || id.Imitates != "" {
				t.Fatalf("%q: unreadable, but %+v", raw, id)
			}
			return
		}
		if !isASCII(id.Host) || id.Host == "" || id.Host != strings.ToLower(id.Host) {
			t.Fatalf("%q: host %q", raw, id.Host)
		}
		if id.Owner != "" && id.Imitates != "" {
			t.Fatalf("%q: owned and imitating", raw)
		}
		if again := table.Look(id.Host); again.Host != id.Host || again.Owner != id.Owner || again.Imitates != id.Imitates || again.How != id.How {
			t.Fatalf("%q: %+v, then %+v", raw, id, again)
		}
	})
}

func spansFit(t *testing.T, id *Identity) {
	spans := id.Differs
	if s := id.RegistrableSpan(); s != nil {
		spans = append(spans[:len(spans):len(spans)], *s)
	}
	for _, s := range spans {
		if s.Start < 0 || s.Start >= s.End || s.End > len(id.Shown) ||
			utf8.ValidString(id.Shown) && !utf8.ValidString(id.Shown[s.Start:s.End]) {
			t.Fatalf("%q: span %v", id.Shown, s)
		}
	}
}

// The cost of a link grows with its length and no faster. What is counted is
// memory, which the clock of a busy machine cannot upset; BenchmarkLongLink
// shows the time.
func TestLongLinksAreLinear(t *testing.T) {
	table := NewTable(rules.Baseline())
	for what, make := range longLinks {
		short := bytesOf(func(link string) { table.Follow(link, "", "amazon") }, make(100_000))
		long := bytesOf(func(link string) { table.Follow(link, "", "amazon") }, make(1_000_000))
		if long > 20*short+1<<20 {
			t.Errorf("%s: %d bytes for 100 KB, %d for 1 MB", what, short, long)
		}
	}
}

// bytesOf is what do allocates.
func bytesOf(do func(string), link string) uint64 {
	var before, after runtime.MemStats
	do(link) // tables that are made once
	runtime.ReadMemStats(&before)
	do(link)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// longLinks are links of about n bytes, each hard in its own way.
var longLinks = map[string]func(n int) string{
	"a long host":      func(n int) string { return "https://" + strings.Repeat("a.", n/2) },
	"a long path":      func(n int) string { return "https://x.example/" + strings.Repeat("a/../", n/5) },
	"up and up":        func(n int) string { return "https://x.example/" + strings.Repeat("../", n/3) },
	"encoded":          func(n int) string { return "https://" + strings.Repeat("%61", n/3) },
	"blanks":           func(n int) string { return strings.Repeat(" ", n) + "https://x.example/" },
	"line breaks":      func(n int) string { return "https" + strings.Repeat("\n", n) + "://x.example/" },
	"at signs":         func(n int) string { return "https://" + strings.Repeat("@", n) + "x.example/" },
	"colons":           func(n int) string { return "https://" + strings.Repeat(":", n) },
	"brackets":         func(n int) string { return "https://" + strings.Repeat("[", n) },
	"parameters":       func(n int) string { return "https://www.google.com/url?" + strings.Repeat("q=a&", n/4) },
	"nested":           func(n int) string { return strings.Repeat("https://www.google.com/url?q=", n/29) },
	"nested in a path": func(n int) string { return "https://rd.yahoo.co.jp/" + strings.Repeat("https:/", n/7) },
	"percent signs":    func(n int) string { return "https://www.google.com/url?q=" + strings.Repeat("%25", n/3) },
	"stars": func(n int) string {
		return "https://urldefense.com/v3/__https://x.example/" + strings.Repeat("*", n) + "__;Kys!"
	},
	"other scripts":     func(n int) string { return "https://" + strings.Repeat("あ", n/3) + ".example/" },
	"combining marks":   func(n int) string { return "https://a" + strings.Repeat("\u0301", n/2) + ".example/" },
	"the name, in path": func(n int) string { return "https://x.example/" + strings.Repeat("amazo", n/5) },
	"digits":            func(n int) string { return "http://" + strings.Repeat("1", n) + "/" },
	"userinfo":          func(n int) string { return "https://" + strings.Repeat("amazon.", n/7) + "@x.example/" },
}

func BenchmarkLongLink(b *testing.B) {
	table := NewTable(rules.Baseline())
	for what, make := range longLinks {
		for _, n := range []int{100_000, 1_000_000} {
			link := make(n)
			b.Run(strings.ReplaceAll(what, " ", "-")+"/"+map[int]string{100_000: "100KB", 1_000_000: "1MB"}[n], func(b *testing.B) {
				for b.Loop() {
					table.Follow(link, "", "amazon")
				}
			})
		}
	}
}

// ordinaryHosts are names such as mails are full of; HOSTS names a file with
// more, a line each.
func ordinaryHosts(tb testing.TB) []string {
	if file := os.Getenv("HOSTS"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		return strings.Fields(string(text))
	}
	return strings.Fields(`www.example.com mail.example.jp static.shop.example.co.jp img.news.example kutsu.example a.b.c.d.example.org
		tracking.example.net cdn-3.assets.example.com shop.x.example login.bank.example.co.jp www.city.example.lg.jp`)
}

// An ordinary host is looked at without allocating.
func TestLookAllocatesNothing(t *testing.T) {
	table := NewTable(rules.Baseline())
	for _, host := range ordinaryHosts(t) {
		table.Look(host)
		if n := testing.AllocsPerRun(10, func() { table.Look(host) }); n > 0 && table.Look(host).Imitates == "" {
			t.Errorf("%s: %v allocations", host, n)
		}
	}
}

// BenchmarkFollow is a mail's links, one of them wrapped.
func BenchmarkFollow(b *testing.B) {
	table := NewTable(rules.Baseline())
	links := []string{
		"https://www.amazon.co.jp/gp/css/order-details?orderId=250-0000000-0000000&ref_=x", "https://kutsu.example/items/1?utm_source=mail",
		"https://jpn01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fkutsu.example%2F&data=05", "mailto:cs@kutsu.example",
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, link := range links {
			table.Follow(link, "", "amazon")
		}
	}
}

func BenchmarkLook(b *testing.B) {
	table := NewTable(rules.Baseline())
	hosts := ordinaryHosts(b)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		table.Look(hosts[n%len(hosts)])
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "hosts/s")
}
