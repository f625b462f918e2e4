package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// write writes the result as Markdown.
func (r *result) write(w io.Writer) {
	say := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	say("# How right the answers are\n\n")
	say("Written by `tashikame bench accuracy`; do not edit. The phishing URLs are those that JPCERT/CC confirmed and\n")
	say("labelled with the brand, the popular hosts a public ranking's. Nothing here was looked up: the answers are in the\nletters of a name and, for mails, in what the mail claims.\n\n")

	say("## A mail that speaks as %s and asks to follow one link\n\n", r.brand.Names[0])
	say("Sender forged to be the brand's own address. Wanted: `spoofed`.\n\n")
	r.years(w, r.claimed, "URLs", "spoofed")
	say("\nThe same links in a private mail that claims nothing, where the host plays on no name: %s of %s show no banner.\n",
		count(r.silent.hit), count(r.silent.all))
	list(w, "A banner all the same", r.silent.missed)
	if len(r.notURLs) > 0 {
		say("\n%s lines are no URL a browser would open and are left out:\n\n", count(len(r.notURLs)))
		for _, s := range r.notURLs {
			say("- %s\n", code(s))
		}
	}

	say("\n## A host name by itself\n\n")
	say("Hosts that, separators dropped and look-alikes folded, hold a string within one edit of the name. Wanted: the imitation named.\n")
	say("Hosts that are the brand's own or its hosting customers' are not counted (%s).\n\n", count(r.excluded))
	r.years(w, r.named, "hosts", "named")
	say("\nNamed, by the way it is done:\n\n| how | hosts |\n|---|---:|\n")
	for _, how := range slices.Sorted(maps.Keys(r.how)) {
		say("| %s | %s |\n", how, count(r.how[how]))
	}

	say("\n## Beside other methods\n\n")
	say("Each in its plainest form, on the same hosts in the same run, all leaving the brand's own hosts alone. *Near* are the hosts of the\n")
	say("table above, *all* every confirmed host, most of which do not resemble the name: no method can see those without the mail.\n\n")
	say("| method | near | all | popular hosts flagged |\n|---|---:|---:|---:|\n")
	near := 0
	for _, t := range r.named {
		near += t.all
	}
	for i, name := range r.methods {
		say("| %s | %s | %s | %d of %s |\n", name, percent(r.recall[i], near), percent(r.all[i], r.hosts), len(r.alarms[i]), count(r.popular))
	}
	for i, name := range r.methods {
		if n := len(r.alarms[i]); n > 0 {
			say("\nFlagged by %s: %s%s\n", name, strings.Join(r.alarms[i][:min(n, 12)], ", "), map[bool]string{true: ", …"}[n > 12])
		}
	}

	say("\n## Every kind of permutation\n\n")
	say("The classes of dnstwist, applied to %s and %s.com; what the brand has registered itself is not counted.\n\n", r.brand.Owns[0], r.brand.ID)
	say("| class | names | named | | missed |\n|---|---:|---:|---:|---|\n")
	for _, c := range r.classes {
		say("| %s | %s | %s | %s | %s |\n", c.name, count(c.ours.all), count(c.ours.hit), percent(c.ours.hit, c.ours.all), codes(c.ours.missed, 8))
	}
}

// years writes a table by year with the sum below, and what was missed.
func (r *result) years(w io.Writer, by map[string]*tally, things, hit string) {
	var sum tally
	fmt.Fprintf(w, "| year | %s | %s | |\n|---|---:|---:|---:|\n", things, hit)
	for _, year := range slices.Sorted(maps.Keys(by)) {
		t := by[year]
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", year, count(t.all), count(t.hit), percent(t.hit, t.all))
		sum.all, sum.hit = sum.all+t.all, sum.hit+t.hit
		sum.missed = append(sum.missed, t.missed...)
	}
	fmt.Fprintf(w, "| **all** | **%s** | **%s** | **%s** |\n", count(sum.all), count(sum.hit), percent(sum.hit, sum.all))
	list(w, "Missed", sum.missed)
}

func list(w io.Writer, title string, all []string) {
	if len(all) > 0 {
		fmt.Fprintf(w, "\n%s (%s): %s\n", title, count(len(all)), codes(all, 60))
	}
}

// codes writes up to limit entries as code.
func codes(all []string, limit int) string {
	var out []string
	for _, s := range all[:min(len(all), limit)] {
		out = append(out, code(s))
	}
	if len(all) > limit {
		out = append(out, "…")
	}
	return strings.Join(out, " ")
}

// code quotes what strangers wrote so that Markdown shows it and nothing more.
func code(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '`' || r == '|' || r < ' ' {
			return '·'
		}
		return r
	}, s)
	if len(s) > 100 {
		s = strings.ToValidUTF8(s[:100], "") + "…"
	}
	return "`" + s + "`"
}

// count writes a number with its thousands apart.
func count(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func percent(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f %%", float64(n)*100/float64(of))
}
