package shop

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkPages reads every page of testdata/pages in turn; p95 is reported.
func BenchmarkPages(b *testing.B) {
	type one struct {
		html string
		want expected
	}
	var all []one
	eachPage(b, "", func(_, html string, want expected) { all = append(all, one{html, want}) })
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		p := &all[i%len(all)]
		start := time.Now()
		reader.Read(p.want.URL, p.html, "ja", p.want.Now)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds()), "p95-µs")
}

// BenchmarkLargePage reads a saved product page of two megabytes.
func BenchmarkLargePage(b *testing.B) {
	var page string
	var want expected
	eachPage(b, "product-invited-ja", func(name, html string, w expected) {
		if name == "product-invited-ja" {
			page, want = html, w
		}
	})
	filler := strings.Repeat(`<div class="a-section a-spacing-none" data-feature-name="filler"><span class="a-size-base">静かに落ちる二重フィルター</span><script>var a={"b":[1,2,3,4,5,6,7,8,9,10,11,12,13]};</script></div>`+"\n", 10000)
	page = strings.Replace(page, "<footer", filler+"<footer", 1)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		reader.Read(want.URL, page, "ja", want.Now)
	}
}
