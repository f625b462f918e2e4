package check

import (
	"strings"

	"tashikame/wasm/host"
	"tashikame/wasm/wire"
)

// link says where one link leads, or whose an address of mail is: what the
// reader has pasted, or pointed at. Why tells which, and what kind of place.
func (c *Core) link(region *wire.Region, j *wire.Judgement) {
	text := strings.TrimSpace(region.Text)
	j.Why = "link-"
	if at := strings.LastIndexByte(text, '@'); at > 0 && !strings.ContainsAny(text, "/?") {
		j.Why, text = "address-", "https://"+text[at+1:]
	}
	to := c.index.Hosts.Follow(text, "", "")
	j.Verdict, j.Brand = ofLink(&to, j.Why == "link-"), to.Imitates+to.Owner+to.Companion+to.RunBy
	if c.index.Brand(j.Brand) == nil {
		j.Brand = c.index.Book.Brands[0].ID // whom it could claim to be
	}
	if to.Shown != "" {
		note(j, &wire.Finding{ID: j.Why + "leads", Severity: wire.CautionSign, Host: to.Shown,
			Differs: to.Differs, Registrable: to.RegistrableSpan(), Params: map[string]string{"how": string(to.How), "why": ""}})
	}
	j.Why += string(to.Kind)
}

// ofLink is what is said of one link by itself. A place of nobody we know is
// neither safe nor a warning; an address proves nothing, since anybody can
// write a sender, and neither does what is asked without TLS.
func ofLink(to *host.Destination, web bool) wire.Verdict {
	switch to.Kind {
	case host.Owned, host.Companion:
		if web && to.Kind == host.Owned && to.Scheme == "https" {
			return wire.Genuine
		}
		return wire.Consistent
	case host.Imitating:
		return wire.Spoofed
	case host.Unreadable:
		return wire.Unreadable
	case host.CustomerHosted, host.Opaque:
		return wire.Caution
	}
	if to.How != "" {
		return wire.Caution
	}
	return wire.None
}

// next is the one thing to do about a mail: a page of the brand's own to go to.
func (c *Core) next(lang string, j *wire.Judgement, params map[string]string) {
	b := c.index.Brand(j.Brand)
	if b == nil {
		return
	}
	said, open := "home", b.Home
	if j.Verdict != wire.Spoofed {
		if len(j.Dues) > 0 && j.Dues[0].Open != "" {
			said, open = string(j.Dues[0].Kind), j.Dues[0].Open
		} else if b.Messages != "" {
			said, open = "messages", b.Messages
		}
	}
	j.Next = &wire.Step{Text: c.text("next-"+said, lang, params), Open: open}
}
