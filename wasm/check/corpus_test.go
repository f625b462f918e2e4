package check

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"tashikame/wasm/eml"
	"tashikame/wasm/wire"
)

// expected is what stands beside a mail of the corpus, in a file of its name.
// People write it, by the table in ARCHITECTURE.md; nothing updates it.
type expected struct {
	About    string       `json:"about"` // the case in one line
	Verdict  wire.Verdict `json:"verdict"`
	Brand    string       `json:"brand"`
	Findings []string     `json:"findings"` // ids that must be among those found
	Kind     string       `json:"kind,omitempty"`
}

func readExpected(t *testing.T, mail string) expected {
	t.Helper()
	text, err := os.ReadFile(strings.TrimSuffix(mail, ".eml") + ".json")
	if err != nil {
		t.Fatal(err)
	}
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	var want expected
	if err := in.Decode(&want); err != nil {
		t.Fatalf("%s: %v", mail, err)
	}
	return want
}

// judgeFile judges a mail file as the terminal does.
func judgeFile(t *testing.T, mail string) wire.Judgement {
	t.Helper()
	f, err := os.Open(mail)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	region, _, err := eml.Read(f)
	if err != nil {
		t.Fatalf("%s: %v", mail, err)
	}
	report := core.Check(wire.Snapshot{Site: "eml", Now: "2026-11-22T12:00:00+09:00", Lang: "ja", Regions: []wire.Region{region}})
	return report.Judgements[0]
}

func mailsIn(t *testing.T, folder string) []string {
	t.Helper()
	mails, err := filepath.Glob(filepath.Join("..", "testdata", folder, "*.eml"))
	if err != nil || len(mails) == 0 {
		t.Fatalf("no mails in %s: %v", folder, err)
	}
	return mails
}

// difference says in a few words how a judgement differs from what is
// expected; "" is not at all.
func difference(got wire.Judgement, want expected) string {
	var out []string
	if got.Verdict != want.Verdict {
		out = append(out, fmt.Sprintf("%s, want %s", got.Verdict, want.Verdict))
	}
	if got.Brand != want.Brand {
		out = append(out, fmt.Sprintf("brand %q, want %q", got.Brand, want.Brand))
	}
	if want.Kind != "" && want.Verdict != wire.None && got.Mail != want.Kind { // nothing is said of a mail that claims nothing
		out = append(out, fmt.Sprintf("kind %q, want %q", got.Mail, want.Kind))
	}
	for _, id := range want.Findings {
		if !slices.Contains(ids(got), id) {
			out = append(out, "lacks "+id)
		}
	}
	return strings.Join(out, "; ")
}

func ids(j wire.Judgement) []string {
	var out []string
	for _, f := range j.Findings {
		if !slices.Contains(out, f.ID) {
			out = append(out, f.ID)
		}
	}
	return out
}

func TestCorpus(t *testing.T) {
	for _, folder := range []string{"mails", "adversarial"} {
		var table bytes.Buffer
		out := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
		mails, wrong := mailsIn(t, folder), 0
		for _, mail := range mails {
			want, got := readExpected(t, mail), judgeFile(t, mail)
			if differs := difference(got, want); differs != "" {
				wrong++
				fmt.Fprintf(out, "%s\t%s\t%s\t(%s)\n", filepath.Base(mail), differs, strings.Join(ids(got), " "), want.About)
			}
		}
		out.Flush()
		if wrong > 0 {
			t.Errorf("%s: %d of %d mails are judged otherwise than expected\n%s", folder, wrong, len(mails), table.String())
		}
	}
}

// Whatever a mail file says of itself, it proves nothing.
func TestNoMailFileIsGenuine(t *testing.T) {
	for _, folder := range []string{"mails", "adversarial"} {
		for _, mail := range mailsIn(t, folder) {
			if got := judgeFile(t, mail); got.Verdict == wire.Genuine {
				t.Errorf("%s: genuine", mail)
			}
		}
	}
}

// The names say what a mail is; what is expected must agree with them.
func TestNamesAgreeWithVerdicts(t *testing.T) {
	fits := map[string][]wire.Verdict{
		"genuine":  {wire.Consistent},
		"harmless": {wire.None, wire.Consistent},
		"spoofed":  {wire.Spoofed},
		"caution":  {wire.Caution},
	}
	for _, mail := range mailsIn(t, "mails") {
		name := filepath.Base(mail)
		kind, _, _ := strings.Cut(name, "-")
		if want := readExpected(t, mail); !slices.Contains(fits[kind], want.Verdict) {
			t.Errorf("%s: expects %s", name, want.Verdict)
		}
	}
}

// Who is told that a mail is false is told why, and twice where that can be: a
// single reason is right for a mail that gives itself away by one link alone.
func TestSpoofedMailsGiveReasons(t *testing.T) {
	var all, single int
	for _, mail := range mailsIn(t, "mails") {
		if readExpected(t, mail).Verdict != wire.Spoofed {
			continue
		}
		reasons, danger := map[string]bool{}, false
		for _, f := range judgeFile(t, mail).Findings {
			if f.Severity != wire.Info {
				reasons[f.ID] = true
			}
			danger = danger || f.Severity == wire.Danger
		}
		if !danger {
			t.Errorf("%s: no reason of weight", mail)
		}
		if all++; len(reasons) < 2 {
			single++
		}
	}
	if single*8 > all {
		t.Errorf("%d of %d spoofed mails have a single reason", single, all)
	}
}

// A corpus that shrinks proves less without saying so.
func TestTheCorpusIsWide(t *testing.T) {
	mails, calm := mailsIn(t, "mails"), 0
	for _, mail := range mails {
		if name := filepath.Base(mail); strings.HasPrefix(name, "genuine-") || strings.HasPrefix(name, "harmless-") {
			calm++
		}
	}
	if adversarial := len(mailsIn(t, "adversarial")); len(mails) < 160 || calm < 70 || adversarial < 60 {
		t.Errorf("%d mails, %d of them genuine-like or harmless, and %d adversarial; want 160, 70 and 60", len(mails), calm, adversarial)
	}
}

// Newsletters of two megabytes are sent. They are read to their end.
func TestTwoMegabytes(t *testing.T) {
	const size = 2 << 20
	for _, c := range []struct {
		name, from, body, end string
		want                  wire.Verdict
	}{
		{"somebody's newsletter", "くらしの道具だより <tayori@kurashi-no-dogu.example>", `<p>Amazonのセールでも見かける鍋です。<a href="https://kurashi-no-dogu.example/items/%d">鍋</a></p>`, "", wire.None},
		{"Amazon's own", "Amazon.co.jp <store-news@amazon.co.jp>", `<p>本日の特選商品です。<a href="https://www.amazon.co.jp/dp/B0%08d">鍋</a></p>`, "", wire.Consistent},
		{"a false link at its end", "Amazon.co.jp <store-news@amazon.co.jp>", `<p>本日の特選商品です。<a href="https://www.amazon.co.jp/dp/B0%08d">鍋</a></p>`, `<a href="https://kakunin-madoguchi.example/">お支払い方法を確認する</a>`, wire.Spoofed},
	} {
		var mail bytes.Buffer
		fmt.Fprintf(&mail, "From: %s\r\nSubject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", c.from)
		for i := 0; mail.Len() < size; i++ {
			fmt.Fprintf(&mail, c.body+"\r\n", i)
		}
		mail.WriteString(c.end)
		region, _, err := eml.Read(&mail)
		if err != nil {
			t.Fatal(err)
		}
		got := core.Check(wire.Snapshot{Site: "eml", Lang: "ja", Regions: []wire.Region{region}}).Judgements[0]
		if got.Verdict != c.want {
			t.Errorf("%s: %s, want %s (%v)", c.name, got.Verdict, c.want, ids(got))
		}
	}
}
