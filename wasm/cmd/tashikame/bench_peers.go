package main

import (
	"slices"
	"strings"

	"tashikame/wasm/host"
	"tashikame/wasm/host/permute"
	"tashikame/wasm/rules"
)

// peer is a method that others use to tell an imitating host, in its plainest
// form. All of them leave alone what the brand owns or runs, as ours does.
type peer struct {
	name  string
	flags func(name string) bool
}

// peers are measured on the same data in the same run. They exist for this
// comparison only.
func peers(b *rules.Brand) []peer {
	labels := slices.DeleteFunc(slices.Clone(b.Labels), func(s string) bool { return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") != "" })
	var domains []string
	for _, d := range b.Owns {
		if label, _, _ := strings.Cut(d, "."); slices.Contains(labels, label) {
			domains = append(domains, d)
		}
	}
	permutations := permuted(domains)
	some := func(ok func(label string) bool) bool { return slices.ContainsFunc(labels, ok) }
	return []peer{
		{"label in the host", func(name string) bool {
			return some(func(label string) bool { return strings.Contains(name, label) })
		}},
		{"edit distance ≤ 1", func(name string) bool {
			return some(func(label string) bool { return editDistance(registeredLabel(name), label) <= 1 })
		}},
		{"edit distance ≤ 3", func(name string) bool {
			return some(func(label string) bool { return editDistance(registeredLabel(name), label) <= 3 })
		}},
		{"skeleton, swap, embedding", func(name string) bool {
			skeleton := host.Skeleton(registeredLabel(name))
			return some(func(label string) bool {
				return skeleton == host.Skeleton(label) || editDistance(skeleton, label) == 1 && skeleton[0] == label[0]
			}) || slices.ContainsFunc(domains, func(d string) bool { return embedsDomain(name, d) })
		}},
		{"set of permutations", func(name string) bool { return permutations[host.Registrable(name)] }},
	}
}

// registeredLabel is what somebody chose to register, without its suffix.
func registeredLabel(name string) string {
	label, _, _ := strings.Cut(host.Registrable(name), ".")
	return label
}

// embedsDomain finds amazon.co.jp in amazon.co.jp.x.example and in
// amazon-co-jp.x.example.
func embedsDomain(name, domain string) bool {
	flat := "." + strings.ReplaceAll(name, "-", ".") + "."
	return strings.Contains(flat, "."+domain+".") && !strings.HasSuffix(flat, "."+domain+".")
}

func permuted(domains []string) map[string]bool {
	set := map[string]bool{}
	for _, d := range domains {
		for _, class := range permute.All {
			for _, p := range class.Domains(d) {
				set[p] = true
			}
		}
	}
	return set
}

// editDistance counts letters inserted, left out, changed, and swapped with
// their neighbour.
func editDistance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for k := range row {
		row[k] = k
	}
	for i := range len(a) {
		before, last, row = last, row, before
		row[0] = i + 1
		for k := range len(b) {
			cost := last[k]
			if a[i] != b[k] {
				cost++
			}
			row[k+1] = min(cost, last[k+1]+1, row[k]+1)
			if i > 0 && k > 0 && a[i] == b[k-1] && a[i-1] == b[k] {
				row[k+1] = min(row[k+1], before[k-1]+1)
			}
		}
	}
	return row[len(b)]
}
