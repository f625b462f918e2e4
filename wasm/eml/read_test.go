package eml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"tashikame/wasm/wire"
)

// read reads a mail written with \n for line ends.
func read(t *testing.T, mail string) (wire.Region, Meta) {
	t.Helper()
	region, meta, err := Read(strings.NewReader(strings.ReplaceAll(mail, "\n", "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	return region, meta
}

func in(t *testing.T, enc encoding.Encoding, s string) string {
	t.Helper()
	out, err := enc.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryMailOfTheCorpusIsReadWhole(t *testing.T) {
	files, err := filepath.Glob("../testdata/*/*.eml")
	if err != nil || len(files) == 0 {
		t.Fatal("no mails: ", err)
	}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		region, meta, err := Read(f)
		f.Close()
		switch {
		case err != nil:
			t.Errorf("%s: %v", file, err)
		case region.HTML == "" && region.Text == "" && len(meta.Attachments) == 0:
			t.Errorf("%s: nothing to read in it", file)
		case strings.Contains(region.HTML+region.Text+region.Fields[wire.FieldSubject]+region.Fields[wire.FieldFromName], "�"):
			t.Errorf("%s: holds characters that were not understood", file)
		}
	}
}

func TestBodies(t *testing.T) {
	const head = "From: a@a.example\nSubject: x\nMIME-Version: 1.0\n"
	alternative := "Content-Type: multipart/alternative; boundary=\"b\"\n\npreamble\n--b\nContent-Type: text/plain; charset=utf-8\n\nplain\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>rich</p>\n--b--\nepilogue\n"
	for _, c := range []struct{ name, mail, html, text string }{
		{"plain", head + "\nhello\n", "", "hello\n"},
		{"no type but a body", "From: a@a.example\n\nhello\n", "", "hello\n"},
		{"html", head + "Content-Type: text/html\n\n<p>rich</p>\n", "<p>rich</p>\n", ""},
		{"html is preferred, plain is kept", head + alternative, "<p>rich</p>\n", "plain\n"},
		{"related in alternative in mixed", head + "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nplain\n--a\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<p>rich</p>\n--r\nContent-Type: image/png; name=i.png\nContent-ID: <i>\n\nxx\n--r--\n--a--\n--m\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=f.pdf\n\nxx\n--m--\n", "<p>rich</p>\n", "plain\n"},
		{"text after html is not lost", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>one</p><!-- left open\n--b\n\ntwo & three\n--b--\n",
			"<html><head></head><body><p>one</p><!-- left open\n--></body></html>\n<div style=\"white-space:pre-wrap\">two &amp; three\n</div>\n", ""},
		{"stamps of our own are the sender's", head + "Content-Type: text/html\n\n<a data-unseen Data-Ref=7 href=x>y</a>\n", "<a data-sender-unseen Data-sender-Ref=7 href=x>y</a>\n", ""},
		{"a type nobody knows is read as text", head + "Content-Type: text\n\nhello\n", "", "hello\n"},
		{"quoted-printable in upper case", head + "Content-Type: TEXT/PLAIN; CHARSET=UTF-8\nContent-Transfer-Encoding: Quoted-Printable\n\nA=3DB =E6=B3=A8=\n=E6=96=87  \n", "", "A=B 注文\n"},
		{"quoted-printable with faults", head + "Content-Transfer-Encoding: quoted-printable\n\n=ZZ 50%=\n off = =e3=81=82\n", "", "=ZZ 50% off = あ\n"},
		{"base64 with spaces and padding in the middle", head + "Content-Transfer-Encoding: base64\n\naGVs\n bG8=\nIHRoZXJl\n", "", "hello there"},
		{"flowed", head + "Content-Type: text/plain; format=flowed\n\none \ntwo\n> three \n> four\n>> five \n> six\n-- \nname\n", "", "one two\n> three four\n>> five \n> six\n-- \nname\n"},
		{"flowed Japanese", head + "Content-Type: text/plain; format=flowed; delsp=yes; charset=utf-8\n\nご注文の \n確認\n", "", "ご注文の確認\n"},

		{"the last boundary is missing", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>rich</p>\n", "<p>rich</p>\n", ""},
		{"an inner part is not closed", head + "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nplain\n--m\n\nsecond\n--m--\n", "", "plain\n\nsecond\n"},
		{"the boundary is not declared", head + "Content-Type: multipart/alternative\n\n--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--\n", "<p>rich</p>\n", ""},
		{"another boundary is declared", head + "Content-Type: multipart/alternative; boundary=wrong\n\n--b\ncontent-type: text/html\n\n<p>rich</p>\n--b--\n", "<p>rich</p>\n", ""},
		{"one boundary begins with the other", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=bb\n\n--bb\n\nplain\n--bb\nContent-Type: text/html\n\n<p>rich</p>\n--bb--\n--b--\n", "<p>rich</p>\n", "plain\n"},
		{"no part at all", head + "Content-Type: multipart/mixed; boundary=b\n\nhello\n", "", "hello\n"},
		{"no blank line before a part's HTML", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n<p>rich</p>\n--b--\n", "<p>rich</p>\n", ""},
		{"no blank line before the first boundary", head + "Content-Type: multipart/mixed; boundary=b\n--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--\n", "<p>rich</p>\n", ""},
		{"a multipart that says it is base64", head + "Content-Transfer-Encoding: base64\nContent-Type: multipart/mixed; boundary=b\n\nLS1iDQpDb250ZW50LVR5cGU6IHRleHQvaHRtbA0KDQo8cD5yaWNoPC9wPg0KLS1iLS0NCg==\n", "<p>rich</p>\n", ""},
		{"a line in the header that is no field", head + "this is no field\nContent-Type: text/html\n\n<p>rich</p>\n", "<p>rich</p>\n", ""},
		{"taken out of an mbox", "From a@a.example Sat Nov 21 10:00:00 2026\n" + head + "\nhello\n", "", "hello\n"},
		{"saved with a byte order mark and a blank line", "\xEF\xBB\xBF\n" + head + "\nhello\n", "", "hello\n"},
		{"attached text is not the mail's", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nnot this\n--b--\n", "", "hello\n"},
		{"an attachment without a name is read", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\nContent-Disposition: attachment\n\n<p>rich</p>\n--b--\n", "<p>rich</p>\n", ""},
	} {
		region, _ := read(t, c.mail)
		if region.HTML != c.html || strings.ReplaceAll(region.Text, "\r", "") != c.text {
			t.Errorf("%s:\n HTML %q\n want %q\n text %q\n want %q", c.name, region.HTML, c.html, region.Text, c.text)
		}
		if region.Problem != "" || region.Kind != wire.RegionMail {
			t.Errorf("%s: %+v", c.name, region)
		}
		unix, _, err := Read(strings.NewReader(c.mail))
		if err != nil || unix.HTML != region.HTML || unix.Text != region.Text {
			t.Errorf("%s: reads otherwise with Unix line ends", c.name)
		}
	}
}

func TestAMailInsideTheMailIsAQuotation(t *testing.T) {
	inner := "Content-Type: message/rfc822\n\nFrom: Amazon <x@kutsu.example>\nSubject: inner\nContent-Type: text/html\n\n<p>rich</p>\n--b--\n"
	outer := "From: a@a.example\nSubject: outer\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nlook at this\n--b\n" + inner
	region, _ := read(t, outer)
	if region.Fields[wire.FieldSubject] != "outer" || region.Fields[wire.FieldFromAddress] != "a@a.example" {
		t.Error("the inner header became the mail's own: ", region.Fields)
	}
	before, after, ok := strings.Cut(region.HTML, "<blockquote")
	if !ok || !strings.Contains(before, "look at this") || !strings.Contains(after, "From: Amazon &lt;x@kutsu.example&gt;") || !strings.Contains(after, "<p>rich</p>") {
		t.Errorf("got %s", region.HTML)
	}
	plain, _ := read(t, strings.Replace(outer, "text/html", "text/plain", 1))
	if !strings.Contains(plain.Text, "look at this\n\n---------- Forwarded message ----------\nFrom: Amazon <x@kutsu.example>\n") || plain.HTML != "" {
		t.Errorf("got %q %q", plain.Text, plain.HTML)
	}
}

func TestCharsets(t *testing.T) {
	const words = "ご注文の確認 ハンカチ"
	utf8 := words
	jis, sjis, euc := in(t, japanese.ISO2022JP, words), in(t, japanese.ShiftJIS, words), in(t, japanese.EUCJP, words)
	for _, c := range []struct{ name, charset, body, want string }{
		{"ISO-2022-JP", "iso-2022-jp", jis, words},
		{"ISO-2022-JP, half-width kana by escape", "ISO-2022-JP", "\x1b(I:]6^\x1b(B", "ｺﾝｶﾞ"},
		{"ISO-2022-JP, half-width kana by shift", "cp50222", "\x0e:]6^\x0f", "ｺﾝｶﾞ"},
		{"ISO-2022-JP, half-width kana in eight bits", "cp50220", "\xba\xdd\xb6\xde", "ｺﾝｶﾞ"},
		{"ISO-2022-JP, NEC's row 13", "iso-2022-jp", "\x1b$B-!-\"\x1b(B", "①②"},
		{"ISO-2022-JP-MS, IBM's letters", "iso-2022-jp-ms", "\x1b$B|b;3\x1b(B", "髙山"},
		{"ISO-2022-JP, line ends in kanji", "iso-2022-jp", "\x1b$B$\"$$\n$\"\x1b(B", "あい\n$\""},
		{"ISO-2022-JP, half a character", "iso-2022-jp", "\x1b$B$\"$\x1b(Babc", "あabc"},
		{"ISO-2022-JP, a space in kanji", "iso-2022-jp", "\x1b$B$\" $$\x1b(B", "あ い"},
		{"ISO-2022-JP, 1978 edition and JIS Roman", "iso-2022-jp", "\x1b$@$\"\x1b(Jabc", "あabc"},
		{"ISO-2022-JP, JIS X 0212", "iso-2022-jp-1", "\x1b$(D0\"\x1b(B", "丄"},
		{"ISO-2022-JP, JIS X 0213", "iso-2022-jp-3", "\x1b$(O$\"\x1b(B", "あ"},
		{"ISO-2022-JP, 1990 edition announced", "iso-2022-jp", "\x1b&@\x1b$B$\"\x1b(B", "あ"},
		{"ISO-2022-JP, an escape nobody knows", "iso-2022-jp", "a\x1b$)Cb", "ab"},
		{"Shift_JIS", "Shift_JIS", sjis, words},
		{"Shift_JIS, CP932's letters", "x-sjis", "\x87\x40\xfb\xfc\x8e\x52", "①髙山"},
		{"cp932 by name", "cp932", sjis, words},
		{"EUC-JP", "euc-jp", euc, words},
		{"EUC-JP, vendor's letters and half-width kana", "eucJP-ms", "\xad\xa1\xfc\xe2\x8e\xb1", "①髙ｱ"},
		{"UTF-8", "utf-8", utf8, words},
		{"UTF-8 with a mark", "", "\xEF\xBB\xBF" + utf8, words},
		{"UTF-16 with a mark", "utf-16", "\xFE\xFF\x30\x42", "あ"},
		{"GB2312 with kana", "gb2312", "\xa4\xb4\xd7\xa2\xce\xc4", "ご注文"},

		{"nothing declared, ISO-2022-JP", "", jis, words},
		{"nothing declared, Shift_JIS", "", sjis, words},
		{"nothing declared, EUC-JP", "", euc, words},
		{"nothing declared, UTF-8", "", utf8, words},
		{"declared ASCII, is ISO-2022-JP", "us-ascii", jis, words},
		{"declared ASCII, is Shift_JIS", "us-ascii", sjis, words},
		{"declared Latin, is UTF-8", "iso-8859-1", utf8, words},
		{"declared Latin, is EUC-JP", "iso-8859-1", euc, words},
		{"declared UTF-8, is Shift_JIS", "utf-8", sjis, words},
		{"declared UTF-8, is EUC-JP", "utf-8", euc, words},
		{"declared UTF-8, is ISO-2022-JP", "utf-8", jis, words},
		{"declared ISO-2022-JP, is UTF-8", "iso-2022-jp", utf8, words},
		{"declared ISO-2022-JP, is Shift_JIS", "iso-2022-jp", sjis, words},
		{"a name nobody knows", "x-unknown", sjis, words},
		{"Latin stays Latin", "iso-8859-1", "Gr\xfc\xdfe aus K\xf6ln, \xe4rgerlich", "Grüße aus Köln, ärgerlich"},
		{"curly quotes are no kanji", "windows-1252", "\x93Amazon\x94 isn\x92t", "“Amazon” isn’t"},
		{"UTF-8 with one broken character", "utf-8", words + "\xe3\x81" + words, words + "�" + words},
	} {
		if got := decode([]byte(c.body), c.charset); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	region, _ := read(t, "From: a@a.example\nContent-Type: text/html\n\n<meta http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">"+sjis+"\n")
	if !strings.Contains(region.HTML, words) {
		t.Errorf("a charset declared in the HTML: %q", region.HTML)
	}
}

func TestSizeIsCapped(t *testing.T) {
	head := "From: a@a.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\nContent-Type: image/png; name=i.png\nContent-Transfer-Encoding: base64\n\n"
	endless := io.MultiReader(strings.NewReader(head), repeat("QUJD\n"))
	region, meta, err := Read(endless)
	if err != nil || !meta.Cut || region.Problem != "too-large" || region.Text != "hello\n" {
		t.Errorf("an endless mail: %v, cut %v, %q", err, meta.Cut, region.Text)
	}
	region, meta, err = Read(io.MultiReader(strings.NewReader("From: a@a.example\n\n"), io.LimitReader(repeat("hello "), 2*maxText)))
	if err != nil || !meta.Cut || len(region.Text) > maxText {
		t.Errorf("an endless text: %v, cut %v, %d bytes", err, meta.Cut, len(region.Text))
	}
	deep := "From: a@a.example\n" + strings.Repeat("Content-Type: multipart/mixed; boundary=b\n\n--b\n", 100) + "\nhello\n"
	if _, meta := read(t, deep); !meta.Cut {
		t.Error("parts within parts without end")
	}
}

// repeat is an endless reader.
func repeat(s string) io.Reader { return &repeated{text: strings.Repeat(s, 1000)} }

type repeated struct {
	text string
	at   int
}

func (r *repeated) Read(p []byte) (int, error) {
	n := copy(p, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	return n, nil
}

func TestWhatIsNoMail(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"nothing":           {"", ErrEmpty},
		"blank lines":       {"\r\n\r\n", ErrEmpty},
		"a picture":         {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", ErrNoMail},
		"zeroes":            {strings.Repeat("\x00", 1000), ErrNoMail},
		"a page":            {"<!DOCTYPE html><p>From: x", ErrNoMail},
		"a letter":          {"Dear all,\n\nnote: this is no header\n", ErrNoMail},
		"headers of others": {"HTTP/1.1 200 OK\nServer: x\n\nhello", ErrNoMail},
	} {
		if _, _, err := Read(strings.NewReader(c.file)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	broken := io.MultiReader(strings.NewReader("From: a@a.example\n\nhel"), failing{})
	if _, _, err := Read(broken); !errors.Is(err, errDisk) {
		t.Errorf("a disk that fails: %v", err)
	}
}

var errDisk = errors.New("disk")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errDisk }

func TestAttachmentsAreNamed(t *testing.T) {
	const part = "--b\nContent-Type: application/octet-stream%s\nContent-Disposition: attachment%s\n\nxx\n"
	jis := fmt.Sprintf("%q", in(t, japanese.ISO2022JP, "請求書.exe"))
	mail := "From: a@a.example\nContent-Type: multipart/mixed; boundary=b\n\n" +
		fmt.Sprintf(part, "", "; filename=a.zip") +
		fmt.Sprintf(part, "; name=\"=?iso-2022-jp?B?GyRCQEE1YT1xGyhCLnBkZg==?=\"", "") +
		fmt.Sprintf(part, "", "; filename*=iso-2022-jp'ja'%1B$B%40A5a%3Dq%1B%28B.html") +
		fmt.Sprintf(part, "", "; filename*0*=utf-8''%E8%AB%8B; filename*1*=%E6%B1%82; filename*2=\".txt\"") +
		fmt.Sprintf(part, "", "; filename=my file.scr") +
		fmt.Sprintf(part, "", "; filename="+strings.ReplaceAll(jis, `\x1b`, "\x1b")) + "--b--\n"
	_, meta := read(t, mail)
	want := []string{"a.zip", "請求書.pdf", "請求書.html", "請求.txt", "my file.scr", "請求書.exe"}
	if strings.Join(meta.Attachments, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", meta.Attachments, want)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("../testdata/mails/*.eml")
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil && len(text) < 8<<10 {
			f.Add(text)
		}
	}
	f.Add([]byte("From: a\nContent-Type: multipart/mixed\n--b\nContent-Type: message/rfc822\n\n--b--"))
	f.Fuzz(func(t *testing.T, mail []byte) {
		region, _, err := Read(bytes.NewReader(mail))
		if err == nil && region.Kind != wire.RegionMail {
			t.Error("neither a mail nor an error")
		}
	})
}
