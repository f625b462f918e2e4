package host

import (
	"strings"
	"testing"

	"tashikame/wasm/rules"
)

func TestLookOwned(t *testing.T) {
	table := NewTable(rules.Baseline())
	for _, host := range []string{
		"amazon.co.jp", "www.amazon.co.jp", "WWW.AMAZON.CO.JP", "amazon.co.jp.", "ａｍａｚｏｎ.co.jp", "amazon。co。jp", "%61mazon.co.jp",
		"amazon.com", "amazon.de", "music.amazon.co.jp", "a.co", "amzn.to", "amzn.asia", "m.media-amazon.com", "amazon.jobs",
		"quip-amazon.com", "www.aboutamazon.jp", "home.amazon", "xn--cckwcxetd", "shop.xn--cckwcxetd", "payments-amazon.com",
	} {
		if id := table.Look(host); id.Owner != "amazon" || id.Imitates != "" || id.How != "" {
			t.Errorf("%s: owner %q, imitates %q (%s); want amazon's own", host, id.Owner, id.Imitates, id.How)
		}
	}
	if id := table.Look("m.marketplace.amazon.co.jp"); id.Seller != "amazon" || id.Owner != "amazon" {
		t.Errorf("a seller's relay: seller %q, owner %q", id.Seller, id.Owner)
	}
	if id := table.Look("toi.kuronekoyamato.co.jp"); id.Companion != "amazon" || id.Owner != "" {
		t.Errorf("a carrier: companion %q, owner %q", id.Companion, id.Owner)
	}
}

// What Amazon runs for its customers is neither its word nor an imitation;
// what a customer calls his corner may be one.
func TestLookRunForOthers(t *testing.T) {
	table := NewTable(rules.Baseline())
	for host, how := range map[string]How{
		"amazonaws.com": "", "s3.amazonaws.com": "", "ec2-192-0-2-1.ap-northeast-1.compute.amazonaws.com": "",
		"d111111abcdef8.cloudfront.net": "", "x.auth.ap-northeast-1.amazoncognito.com": "", "abc.lambda-url.us-east-1.on.aws": "",
		"amazonses.com": "", "amazonaws.cn": "", "email-smtp.us-east-1.amazonses.com": "",
		"amazon-accounts-check.s3.amazonaws.com":                 Combination,
		"amazon.co.jp-x.s3-website-ap-northeast-1.amazonaws.com": Embedded,
		"arnazon.elasticbeanstalk.com":                           Homograph,
	} {
		id := table.Look(host)
		if id.RunBy != "amazon" || id.Owner != "" || id.How != how || (id.Imitates != "") != (how != "") {
			t.Errorf("%s: run by %q, owner %q, imitates %q (%s); want run by amazon, %q", host, id.RunBy, id.Owner, id.Imitates, id.How, how)
		}
	}
}

func TestLookImitating(t *testing.T) {
	table := NewTable(rules.Baseline())
	for how, hosts := range map[How][]string{
		Homograph: {
			"amaz0n.com", "arnazon.co.jp", "annazon.com", "4mazon.co.jp", "ama2on.jp.example", "amaz0n-co-jp.cn", "www.arnazon.example",
			"аmazon.com" /* Cyrillic */, "amаzоn.co.jp", "ɑmazon.com", "amazoп.example", "ámàzön.example",
			"xn--mazon-3ve.com", "amaƶon.example", "αmazon.example", "ａmаzon.example", "ama\u0301zon.example", "login.amaz0n.example",
		},
		Typo: {
			"amazom.com", "amazn.co.jp", "amzon.example", "amazzon.jp", "ammazon.example", "amaazon.example", "amazno.example", "aamzon.example",
			"mazon.example", "amazonn.example", "amazons.example", "zamazon.example", "anazon.co.jp.x.example", "amazom.co.jp.x.example",
			"amozon-login.example", "amaozn7.example", "51amazan.example", "wwwamazn.example", "amazncojp.example", "ammaazzon.example",
			"anazom.co.jp.x.example", "aimazon-co-jp.example", "amaoazon.example",
		},
		Separator: {
			"a-m-a-z-o-n.com", "ama-zon.co.jp", "am-azon.example", "a_mazon.example", "ama.zon.co.jp.x.example", "a.m.a.z.o.n.example", "jp-ama.zone",
		},
		OtherTLD: {"amazon.xyz", "www.amazon.top", "amazon.com.cn", "amazon.info"},
		Embedded: {
			"amazon.co.jp.x.example", "www.amazon.com.x.example", "amazon-co-jp.x.example", "amazoncojp.x.example", "amazon.x.example",
			"amazon.jp-x.example", "amazoncojp.example", "amazon-com.example", "x.amazon-co-jp.example", "amazon.workers.dev", "amazonjp.example",
		},
		Combination: {
			"amazon-login.example", "amazonlogin.example", "login-amazon.example", "amazon-kakunin.example", "amazonkakunin.example", "ninsho-amazon.example",
			"amazon-prime-koushin.example", "my-amazon-point.example", "amazon-id-safety-center.x.example", "theamazonshop.example", "amazon123.example",
			"amazon-login.web.app", "x.amazon-support.workers.dev", "amzn-login.example", "amazonas-login.example",
		},
	} {
		for _, host := range hosts {
			id := table.Look(host)
			if id.Imitates != "amazon" || id.How != how {
				t.Errorf("%s: imitates %q (%s); want amazon (%s)", host, id.Imitates, id.How, how)
			}
			if len(id.Differs) == 0 {
				t.Errorf("%s: nothing to point at", host)
			}
		}
	}
}

// Real words, names and sites near the label are left alone.
func TestLookHarmless(t *testing.T) {
	table := NewTable(rules.Baseline())
	for _, host := range strings.Fields(`
		larazon.es www.larazon.es login.larazon.es larazon.co cuantarazon.com corazon.com micorazon.mx tarazona.es armazon.es
		amazonia.org amazonia.org.br bancoamazonia.com.br portalamazonia.com amazonas.gov.br amazonas1.com.br login.amazonas.am.gov.br
		amazonie.fr lamazonie.fr amazones.fr amazonen.de amazona.de amazone.de amazonka.pl amazonit.fi
		amazonwatch.org amazonteam.org amazonconservation.org amazon-rainforest.org amazonrivercruises.com savetheamazon.org amazonfrontlines.org
		amazing.com amazing-offers.com theamazingrace.com amazinavenue.com teamazing.at amaze.com amazfit.com amazigh.org
		islamazeri.com lamaison.fr azone.com horizon.com magazon.com damson.com mason.com freemason.org aragon.es avalon.com
		ramazan.com ramazantakvimi.com ramazonov.uz namazvakti.com manoramaonline.com panorama-zone.com panorama.it karamazov.ru kalamazoo.edu
		gamezone.com gamezone.shop streamzone.live dreamzone.shop dramazone.net mamazone.de zone.ee zamzar.com
		mazon.org imazon.org.br am.avon.com a.mason.edu ozon.ru arizona.edu smogon.com gyazo.com
		amz123.com amzscout.net google.com example.com xn--wgv71a119e.jp 日本語.jp münchen.de 例え.テスト`) {
		if id := table.Look(host); id.Imitates != "" || id.How != "" || id.Owner != "" {
			t.Errorf("%s: imitates %q (%s), owner %q; want nothing", host, id.Imitates, id.How, id.Owner)
		}
	}
}

// In a mail that speaks as the brand, the doubt is no longer the host's.
func TestLookClaimed(t *testing.T) {
	table := NewTable(rules.Baseline())
	for host, without := range map[string]bool{
		"hoamaon.co.jp": false, "xmazonique.example": false, "amazom.example": true, "kutsu.example": false,
	} {
		if got := table.Look(host).Imitates != ""; got != without {
			t.Errorf("%s without a claim: imitates %v", host, got)
		}
		with := table.Follow("https://"+host+"/", "", "amazon").Imitates != ""
		if want := host != "kutsu.example"; with != want {
			t.Errorf("%s in a mail that claims Amazon: imitates %v; want %v", host, with, want)
		}
	}
}

func TestLookAddresses(t *testing.T) {
	table := NewTable(rules.Baseline())
	for host, want := range map[string]string{
		"192.0.2.1": "192.0.2.1", "3221225985": "192.0.2.1", "0xC0000201": "192.0.2.1", "0300.0.0x2.1": "192.0.2.1", "192.513": "192.0.2.1",
		"１９２.０.２.１": "192.0.2.1", "192。0。2。1": "192.0.2.1", "192.0.2.1.": "192.0.2.1", "[2001:DB8::1]": "[2001:db8::1]",
		"[::ffff:192.0.2.1]": "[::ffff:c000:201]",
	} {
		if id := table.Look(host); id.How != IP || id.Host != want || id.Registrable != "" {
			t.Errorf("%s: %q (%s); want %s (ip)", host, id.Host, id.How, want)
		}
	}
}

func TestLookUnreadable(t *testing.T) {
	table := NewTable(rules.Baseline())
	for _, host := range []string{
		"", " ", ".", "..", "a b", "a/b", "a@b", "a:b:c", "[::1", "a%00b", "a%2fb", "1.2.3.4.5", "256.256.256.256", "a\x80b.example",
		"amazon.co.jp\x00.example", strings.Repeat("a", 300) + ".example", strings.Repeat("é", 1<<19), "\u202eamazon.example",
	} {
		if id := table.Look(host); id.How != NotReadable || id.Imitates != "" || id.Owner != "" || id.Host != "" {
			t.Errorf("%.40q: host %.40q (%s); want unreadable", host, id.Host, id.How)
		}
	}
}

func TestLookURL(t *testing.T) {
	table := NewTable(rules.Baseline())
	for _, test := range []struct {
		in, host, owner, imitates string
		how                       How
	}{
		{"amazon.co.jp", "amazon.co.jp", "amazon", "", ""},
		{"amazon.co.jp:443", "amazon.co.jp", "amazon", "", ""},
		{"amazon.co.jp:443/x", "amazon.co.jp", "amazon", "", ""},
		{"amazon.co.jp/x", "amazon.co.jp", "amazon", "", ""},
		{" https://amazon.co.jp/ ", "amazon.co.jp", "amazon", "", ""},
		{"//amazon.co.jp/x", "amazon.co.jp", "amazon", "", ""},
		{"[2001:db8::1]:8080", "[2001:db8::1]", "", "", IP},
		{"https://amazon.co.jp@evil.example/", "evil.example", "", "amazon", Userinfo},
		{"amazon.co.jp@evil.example", "evil.example", "", "amazon", Userinfo},
		{"https://www.amazon.co.jp%2Fap@evil.example/", "evil.example", "", "amazon", Userinfo},
		{"https://amazon:secret@evil.example/", "evil.example", "", "amazon", Userinfo},
		{"https://user@evil.example/", "evil.example", "", "", ""},
		{"https://evil@amazon.co.jp/", "amazon.co.jp", "amazon", "", ""},
		{"https://evil.example/amazon.co.jp/ap/signin", "evil.example", "", "amazon", Path},
		{"https://evil.example/x/Amazon/login", "evil.example", "", "amazon", Path},
		{"https://evil.example/amazon-co-jp/", "evil.example", "", "amazon", Path},
		{"https://news.example/2026/amazon-opens-a-shop", "news.example", "", "", ""},
		{"https://news.example/amazonia", "news.example", "", "", ""},
		{"http://192.0.2.1/amazon.co.jp", "192.0.2.1", "", "amazon", IP},
		{"https://amazom.example/amazon.co.jp", "amazom.example", "", "amazon", Typo},
		{"mailto:account-update@amazon.co.jp", "amazon.co.jp", "amazon", "", ""},
		{"javascript:alert(1)", "", "", "", NotReadable},
		{"https://", "", "", "", NotReadable},
		{"https://a b/", "", "", "", NotReadable},
	} {
		id := table.LookURL(test.in)
		if id.Host != test.host || id.Owner != test.owner || id.Imitates != test.imitates || id.How != test.how {
			t.Errorf("%s:\n got host %q owner %q imitates %q how %q\nwant host %q owner %q imitates %q how %q", test.in,
				id.Host, id.Owner, id.Imitates, id.How, test.host, test.owner, test.imitates, test.how)
		}
	}
}

// What is pointed at is what a person should look at.
func TestDiffers(t *testing.T) {
	table := NewTable(rules.Baseline())
	for host, want := range map[string]string{
		"amaz0n.com":                 "amaz[0]n.com",
		"arnazon.com":                "a[rn]azon.com",
		"аmazon.com":                 "[а]mazon.com",
		"www.amаzоn.co.jp":           "www.am[а]z[о]n.co.jp",
		"amazom.com":                 "amazo[m].com",
		"amazn.com":                  "ama[zn].com",
		"amazzon.com":                "amaz[z]on.com",
		"aamzon.com":                 "a[am]zon.com",
		"a-mazon.com":                "a[-]mazon.com",
		"amazon.co.jp.x.example":     "[amazon.co.jp].x.example",
		"x.amazon-co-jp-sign.in":     "x.[amazon-co-jp]-sign.in",
		"amazon-login.example":       "[amazon]-login.example",
		"amazon.example":             "[amazon].example",
		"amazon-x.s3.amazonaws.com":  "[amazon]-x.s3.amazonaws.com",
		"xn--amazon-login-x.example": "",
	} {
		id := table.Look(host)
		got := id.Shown
		for i := len(id.Differs) - 1; i >= 0; i-- {
			s := id.Differs[i]
			got = got[:s.Start] + "[" + got[s.Start:s.End] + "]" + got[s.End:]
		}
		if want != "" && got != want {
			t.Errorf("%s: %s; want %s", host, got, want)
		}
	}
}

func TestRegistrableSpan(t *testing.T) {
	table := NewTable(rules.Baseline())
	for host, want := range map[string]string{
		"www.amazon.co.jp": "amazon.co.jp",
		"x.аmazon.com":     "аmazon.com",
		"a.b.アマゾン.コム":      "アマゾン.コム",
		"a.x.workers.dev":  "x.workers.dev",
	} {
		id := table.Look(host)
		span := id.RegistrableSpan()
		if span == nil || id.Shown[span.Start:span.End] != want {
			t.Errorf("%s: %v of %s; want %s", host, span, id.Shown, want)
		}
	}
	id := table.Look("192.0.2.1")
	if id.RegistrableSpan() != nil {
		t.Error("an address has a registrable part")
	}
}

func TestSkeleton(t *testing.T) {
	for _, same := range [][]string{
		{"Amazon", "amazon", "Ａmazon", "Аmazon", "Amaz0n", "AMAZOΝ", "Ama\u200bzon", "Ⓐmazon", "Ámazon"},
		{"アマゾン", "ｱﾏｿﾞﾝ"},
		{"paypal", "paypaI", "paypa1"},
	} {
		for _, s := range same {
			if Skeleton(s) != Skeleton(same[0]) {
				t.Errorf("Skeleton(%q) = %q; want %q, as of %q", s, Skeleton(s), Skeleton(same[0]), same[0])
			}
		}
	}
	for _, s := range []string{"A m a z o n", "Ama-zon", "Ama zon", "Ama・zon", "arnazon"} {
		if Fold(s) != "amazon" {
			t.Errorf("Fold(%q) = %q; want amazon", s, Fold(s))
		}
	}
	if Skeleton("アマソン") == Skeleton("アマゾン") {
		t.Error("ソ and ゾ are not the same letter")
	}
}
