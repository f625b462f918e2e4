package words

import (
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"spaces go", "Ama zon　", "amazon"},
		{"full width", "Ａｍａｚｏｎ．ｃｏ．ｊｐ", "amazon.co.jp"},
		{"characters without room", "Ama\u200bzo\u00adn", "amazon"},
		{"half-width kana", "ｱﾏｿﾞﾝ", "アマソ\uff9eン"},
		{"Japanese stays", "至急、ご確認ください", "至急、ご確認ください"},
		{"broken bytes do not stop it", "a\xffb", "a\ufffdb"},
	} {
		if got := Fold(c.in).Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFindGivesTheOriginalWords(t *testing.T) {
	f := NewFinder(map[string][]string{"a": {"パスワードを入力"}, "b": {"verify your account"}, "c": {"ab"}})
	text := "こちらで パス ワード\nを入力 or Verify  YOUR account, ab"
	folded := Fold(text)
	var got []string
	for _, hit := range f.Find(folded.Text) {
		start, end := folded.Span(hit.Start, hit.End)
		got = append(got, hit.List+":"+text[start:end])
	}
	want := []string{"a:パス ワード\nを入力 ", "b:Verify  YOUR account"}
	if len(got) != len(want) || got[1] != want[1] || got[0] != want[0] && got[0]+" " != want[0] {
		t.Errorf("%q, want %q", got, want)
	}
}

func FuzzFold(f *testing.F) {
	finder := NewFinder(map[string][]string{"a": {"amazon", "アマゾン"}})
	f.Add("Ａma\u200bzon ｱﾏｿﾞﾝ \xff")
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if utf8.ValidString(s) && !utf8.ValidString(folded.Text) {
			t.Fatalf("%q folds to broken text", s)
		}
		for _, hit := range finder.Find(folded.Text) {
			start, end := folded.Span(hit.Start, hit.End)
			if start >= end || end > len(s) {
				t.Fatalf("%q: span %d:%d", s, start, end)
			}
		}
	})
}
